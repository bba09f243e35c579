import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { buildOpenapi } from '../../lib/contract/openapi.ts';
import { failuresOf } from '../../lib/contract/problems.ts';
import { routeRows } from '../../lib/contract/routes.ts';
import { failures } from '../../lib/shared/failure.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document is read here as any client would, as plain JSON
const document: any = JSON.parse(JSON.stringify(buildOpenapi()));

const resolve = (value: { $ref?: string }): Record<string, unknown> =>
  value.$ref === undefined
    ? value
    : value.$ref
        .slice(2)
        .split('/')
        .reduce((at, step) => at[step], document);

const operationOf = (row: (typeof routeRows)[number]) =>
  document.paths[row.path][row.method.toLowerCase()];

describe('the document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result).toEqual({ valid: true });
  });

  it('is the same each time it is built', () => {
    expect(JSON.parse(JSON.stringify(buildOpenapi()))).toEqual(document);
  });

  it('says where browsers are refused by a page', () => {
    const taken = (path: string, method: string, status: number) =>
      Object.keys(Object(resolve(document.paths[path][method].responses[status])['content']));
    expect(taken('/s/{token}', 'get', 403)).toEqual(['application/problem+json', 'text/html']);
    expect(taken('/f/{surveyId}', 'post', 422)).toEqual(['application/problem+json', 'text/html']);
    expect(taken('/f/{surveyId}', 'post', 415)).toEqual(['application/problem+json']);
    expect(taken('/v1/surveys/{surveyId}/responses', 'post', 403)).toEqual([
      'application/problem+json',
      'text/html',
    ]);
    expect(taken('/v1/responses/{responseId}', 'patch', 403)).toEqual(['application/problem+json']);
  });

  it('has no reference that leads nowhere', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(refs.length).toBeGreaterThan(50);
    for (const $ref of new Set(refs)) expect(resolve({ $ref: $ref ?? '' }), $ref).toBeDefined();
  });

  it('says that the gateway has a body of its own', () => {
    const { responses, schemas } = document.components;
    expect(responses.Unauthenticated.content['application/json'].schema.$ref).toBe(
      '#/components/schemas/GatewayMessage',
    );
    expect(schemas.GatewayMessage.description).toContain('429');
  });
});

describe.each(routeRows.map((row) => [row.id, row] as const))('%s', (id, row) => {
  const operation = operationOf(row);

  it('is there under its id, with summary and scopes', () => {
    expect(operation.operationId).toBe(id);
    expect(operation.summary).toBe(row.summary.en);
    const bearer = operation.security.flatMap((entry: { bearer: string[] }) => entry.bearer);
    expect(bearer).toEqual(typeof row.scopes === 'string' ? [] : row.scopes);
  });

  it('names every failure that it declares', () => {
    for (const code of failuresOf(row)) {
      const response = resolve(operation.responses[failures[code].status]);
      expect(response, code).toHaveProperty(
        ['content', 'application/problem+json', 'examples', code, 'value', 'code'],
        code,
      );
    }
  });

  it('takes the headers that its shape brings', () => {
    const names = operation.parameters.map(
      (parameter: { $ref?: string }) => resolve(parameter)['name'],
    );
    expect(names.includes('Idempotency-Key')).toBe(row.method === 'POST');
    const isRead = row.method === 'GET';
    expect(names.includes('If-None-Match')).toBe(isRead && row.concurrency === 'etag');
    expect(names.includes('If-Match')).toBe(!isRead && row.concurrency === 'etag');
  });

  it('has a named shape for each body', () => {
    const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap(
      // biome-ignore lint/suspicious/noExplicitAny: as above
      (holder: any) => Object.entries(holder?.content ?? {}),
    );
    for (const [type, media] of contents) {
      const { schema } = media as { schema: { $ref?: string } }; // Plain JSON again.
      if (type === 'text/html') continue;
      expect(schema.$ref, `${id} ${type}`).toMatch(/^#\/components\/schemas\/\w+$/);
    }
  });

  it('says every parameter of its path', () => {
    const inPath = operation.parameters
      .filter((parameter: { in?: string }) => parameter.in === 'path')
      .map((parameter: { name: string }) => `{${parameter.name}}`);
    expect(inPath.sort()).toEqual((row.path.match(/\{\w+\}/g) ?? []).sort());
  });
});

describe('the contract', () => {
  it('says of every POST how a repeat is answered', () => {
    const silent = routeRows.filter(({ method, replay }) => method === 'POST' && !replay);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('has its rows under their own ids, with words in both languages', async () => {
    const { routes } = await import('../../lib/contract/routes.ts');
    for (const [id, row] of Object.entries(routes)) {
      expect(row.id).toBe(id);
      expect(row.summary.en).not.toBe('');
      expect(row.summary.zh).toMatch(/\p{Script=Han}/u);
    }
  });
});
