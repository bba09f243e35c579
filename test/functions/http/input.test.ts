import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bodyPointer, inputErrors } from '../../../functions/http/parse/input-errors.ts';
import { plantedApi } from './planted.ts';

const api = plantedApi();

describe('bad values', () => {
  it('are told all at once, each with its pointer', async () => {
    const body = {
      size: -1,
      parts: [
        { code: 'a', count: 1 },
        { code: 2, 'x/y': 1 },
      ],
      extra: 1,
    };
    const { status, problem } = await api.call('createThing', { body, query: { verbose: 1 } });
    expect(status).toBe(422);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/extra unknown_name',
      '/name required',
      '/parts/1/code invalid_type',
      '/parts/1/count required',
      '/parts/1/x~1y unknown_name',
      '/size too_small',
      '?verbose unknown_name',
    ]);
  });

  it('of query and path are named by parameter', async () => {
    const list = await api.call('listThings', { query: { limit: 101, sort: 'x' } });
    expect(list.problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(['?limit', '?sort']);
    const read = await api.call('readThing', { params: { thingId: 'x'.repeat(21) } });
    expect([read.status, read.problem.errors?.[0]?.pointer]).toEqual([422, ':thingId']);
  });

  it('refuse a parameter that stands twice where one is taken', async () => {
    const { status, problem } = await api.call('listThings', { rawQuery: 'tag=a&tag=b' });
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, '?tag']);
  });

  it.each(['limit=%ff', 'a=%', '__proto__=1', 'constructor='])(
    'refuse a query that cannot be read: %s',
    async (rawQuery) => {
      expect((await api.call('listThings', { rawQuery })).status).toBe(400);
    },
  );

  it('never repeat what was sent', async () => {
    const answer = await api.call('createThing', { body: { name: 1, size: 'alice@example.org' } });
    expect(JSON.stringify(answer.body)).not.toContain('alice');
  });
});

describe('good values', () => {
  it('arrive parsed, with defaults', async () => {
    expect((await api.call('listThings')).body.data).toEqual([25]);
    expect((await api.call('listThings', { query: { limit: 3 } })).body.data).toEqual([3]);
  });

  it('keep a path parameter that the gateway decoded, slash and percent included', async () => {
    for (const thingId of ['a/b', '100%25', '%', 'é', '{x}', '$&', 'a/']) {
      const answer = await api.call('readThing', { params: { thingId } });
      expect(answer.body).toEqual({ thingId });
    }
  });
});

describe('errors of schemas', () => {
  const told = (schema: z.ZodType, input: unknown) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) throw new Error('the schema took it');
    return inputErrors(parsed.error, input, bodyPointer).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );
  };

  it('of a union come from the branch that came closest', () => {
    const schema = z.strictObject({
      at: z.union([
        z.strictObject({ day: z.string(), zone: z.string(), week: z.int() }),
        z.strictObject({ month: z.string() }),
      ]),
    });
    expect(told(schema, { at: { month: 3 } })).toEqual(['/at/month invalid_type']);
  });

  it('of what null may remove come from the value that was meant, all of them', () => {
    const part = z.strictObject({ a: z.int(), b: z.int() });
    const schema = z.strictObject({ part: z.union([z.null(), part]).optional() });
    expect(told(schema, { part: { a: 'x', b: 'y' } })).toEqual([
      '/part/a invalid_type',
      '/part/b invalid_type',
    ]);
    const { error } = schema.safeParse({ part: 'x' });
    expect(error && inputErrors(error, { part: 'x' }, bodyPointer)).toEqual([
      {
        pointer: '/part',
        code: 'invalid_type',
        message: 'Invalid input: expected object, received string',
      },
    ]);
  });

  it('of a discriminated union name the discriminator, or the chosen branch', () => {
    const schema = z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('a'), x: z.int() }),
      z.strictObject({ type: z.literal('b') }),
    ]);
    expect(told(schema, { type: 'c' })).toEqual(['/type invalid_value']);
    expect(told(schema, {})).toEqual(['/type required']);
    expect(told(schema, { type: 'a', y: 1 })).toEqual(['/x required', '/y unknown_name']);
  });

  it('say what is missing, what names are and how an instant is written', () => {
    const schema = z.strictObject({
      kind: z.enum(['a', 'b']),
      custom: z.record(z.string().regex(/^[a-z]+$/, 'Small letters'), z.int()),
      at: z.iso.datetime(),
    });
    const input = { custom: { X: 1 }, at: '2026-01-31T03:30:00+08:00' };
    const { error } = schema.safeParse(input);
    expect(error && inputErrors(error, input, bodyPointer)).toEqual([
      { pointer: '/kind', code: 'required', message: 'This is needed' },
      { pointer: '/custom/X', code: 'invalid_key', message: 'Small letters' },
      {
        pointer: '/at',
        code: 'invalid_format',
        message: 'An instant in UTC such as 2026-01-31T03:30:00Z',
      },
    ]);
  });

  it('of our own rules carry our own code', () => {
    const schema = z.strictObject({ n: z.int() }).superRefine((_, context) => {
      context.addIssue({
        code: 'custom',
        path: ['n'],
        message: 'odd',
        params: { code: 'not_even' },
      });
    });
    expect(told(schema, { n: 1 })).toEqual(['/n not_even']);
  });
});
