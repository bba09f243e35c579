import { Logger } from '@aws-lambda-powertools/logger';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferredLanguage } from '../../../functions/http/parse/accept-language.ts';
import { parseEntityTags } from '../../../functions/http/parse/entity-tags.ts';
import { parseJson } from '../../../functions/http/parse/parse-json.ts';
import { parseForm } from '../../../functions/http/parse/parse-pairs.ts';
import type { TestRequest } from '../../http/support/gateway-event.ts';
import { planted, plantedApi } from './planted.ts';

const runs = { numRuns: 400 };
const api = plantedApi({ logger: new Logger({ logLevel: 'SILENT' }) });

const wicked = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
);
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), wicked, fc.constant(''));
const json = fc
  .object({ key: fc.oneof(wicked, fc.string()), maxDepth: 5, withNullPrototype: true })
  .map((value) => JSON.stringify(value));
const pairs = fc
  .array(fc.tuple(text, text), { maxLength: 8 })
  .map((list) => list.map(([name, value]) => `${name}=${value}`).join('&'));
const body = fc.oneof(
  { weight: 2, arbitrary: json },
  { weight: 1, arbitrary: pairs },
  { weight: 1, arbitrary: text },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
const contentType = fc.oneof(
  fc.constantFrom(
    'application/json',
    'application/merge-patch+json',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-8',
    'multipart/form-data; boundary=x',
  ),
  fc.string(),
);
const headers = fc.record(
  {
    'content-type': contentType,
    'if-match': fc.oneof(fc.string(), fc.constantFrom('*', '"1"', 'W/"7"')),
    'if-none-match': fc.oneof(fc.string(), fc.constantFrom('*', '"7"')),
    'x-request-id': fc.string({ unit: 'binary' }),
    origin: fc.string(),
  },
  { requiredKeys: [] },
);
const rows = Object.values(planted);

const known: fc.Arbitrary<TestRequest> = fc
  .record({
    row: fc.constantFrom(...rows),
    thingId: text,
    rawQuery: fc.oneof(pairs, text),
    headers,
    body,
    scoped: fc.boolean(),
  })
  .map(({ row, thingId, rawQuery, headers: sent, body: content, scoped }) => ({
    method: row.method,
    path: row.path.replace('{thingId}', () => thingId),
    template: row.path,
    params: row.path.includes('{') ? { thingId } : {},
    rawQuery,
    headers: sent,
    body: content,
    ...(scoped ? { scopes: ['customers:read', 'customers:write'] as const } : {}),
  }));

const unknown: fc.Arbitrary<TestRequest> = fc.record({
  method: fc.oneof(
    fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'HEAD'),
    fc.stringMatching(/^[A-Za-z_-]{1,12}$/),
  ),
  path: fc.oneof(
    text.map((rest) => `/${rest}`),
    fc.constantFrom(
      '/v1/things/%',
      '/v1/things/%2F',
      '/v1/things//',
      '/v1/__proto__',
      '/v1/things/x/act',
    ),
  ),
  rawQuery: text,
  headers,
  body,
});

/** What holds for every answer, whatever was asked. */
const expectAnswer = async (request: TestRequest): Promise<void> => {
  const answer = await api.send(request);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers['x-request-id']).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  for (const value of Object.values(answer.headers)) expect(value).not.toMatch(/[\r\n]/);
  if (answer.status < 400) return;
  expect(answer.headers['content-type']).toBe('application/problem+json');
  if (request.method === 'HEAD') expect(answer.body).toBeUndefined();
  else expect(answer.problem.status).toBe(answer.status);
};

describe('whatever is sent', () => {
  it('to a known route never makes a 5xx, and every refusal is a problem', async () => {
    await fc.assert(fc.asyncProperty(known, expectAnswer), runs);
  });

  it('to any path by any method never makes a 5xx, and every refusal is a problem', async () => {
    await fc.assert(fc.asyncProperty(unknown, expectAnswer), runs);
  });

  it('never reaches the prototype of objects', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('the JSON reader', () => {
  it('reads what JSON.stringify writes, in NFC, unless a name is refused', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const written = JSON.stringify(value);
        const parsed = parseJson(written);
        if (parsed.ok)
          expect(JSON.stringify(parsed.value)).toBe(
            JSON.stringify(JSON.parse(written.normalize('NFC'))),
          );
        else expect(written).toMatch(/__proto__|constructor|prototype|\\ud[89a-f]|[^\0-\x7f]/i);
      }),
      runs,
    );
  });

  it('finds every member that stands twice', () => {
    const name = fc.stringMatching(/^[a-z"\\{}[\],: ]{0,6}$/);
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (names) => {
        const written = `{${names.map((at, index) => `${JSON.stringify(at)} : ${index}`).join(' , ')}}`;
        expect(parseJson(written).ok).toBe(new Set(names).size === names.length);
      }),
      runs,
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(text, json), (input) => {
        expect(typeof parseJson(input).ok).toBe('boolean');
      }),
      runs,
    );
  });
});

describe('the form reader', () => {
  it('reads what URLSearchParams writes', () => {
    const value = fc.string({ unit: 'grapheme' }).map((raw) => raw.normalize('NFC'));
    const name = value.filter(
      (raw) => !['__proto__', 'constructor', 'prototype', ''].includes(raw),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 10 }), (list) => {
        const written = new URLSearchParams(list);
        const expected = Object.fromEntries(
          list.map(([at]) => {
            const all = written.getAll(at);
            return [at, all.length === 1 ? all[0] : all];
          }),
        );
        const parsed = parseForm(written.toString());
        expect(parsed.ok && { ...(parsed.value as object) }).toEqual(expected); // Its prototype is null.
      }),
      runs,
    );
  });
});

describe('the header readers', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(text, (value) => {
        parseEntityTags(value);
        expect(['en', 'zh', undefined]).toContain(preferredLanguage(value, ['en', 'zh']));
      }),
      runs,
    );
  });
});
