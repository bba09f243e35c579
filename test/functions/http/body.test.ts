import { describe, expect, it } from 'vitest';
import { plantedApi } from './planted.ts';

const api = plantedApi();
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const open = { params: { thingId: 't1' } };

describe('media types', () => {
  it.each([
    ['none', {}],
    ['text', { 'content-type': 'text/plain' }],
    ['a form where only JSON is read', form],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['a coded body', { ...json, 'content-encoding': 'gzip' }],
    ['nonsense', { 'content-type': ';;;' }],
  ])('refuses %s with 415', async (_, headers) => {
    const { status, problem } = await api.call('createThing', { body: '{"name":"a"}', headers });
    expect([status, problem.code]).toEqual([415, 'unsupported_media_type']);
  });

  it.each(['application/json', 'Application/JSON ; Charset="UTF-8"'])('reads %s', async (type) => {
    const answer = await api.call('createThing', {
      body: '{"name":"a"}',
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(201);
  });

  it.each(['application/json', 'application/merge-patch+json'])(
    'reads a patch as %s',
    async (type) => {
      const answer = await api.call('patchThing', {
        ...open,
        body: '{"name":null}',
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(200);
    },
  );

  it('refuses a merge patch where a whole resource is expected', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    const answer = await api.call('createThing', { body: '{"name":"a"}', headers });
    expect(answer.status).toBe(415);
  });
});

describe('size', () => {
  const sized = (bytes: number) => JSON.stringify({ name: 'x'.repeat(bytes - 11) });

  it('takes 256 kB from staff and not a byte more', async () => {
    const at = await api.call('createThing', { body: sized(262_144), headers: json });
    const above = await api.call('createThing', { body: sized(262_145), headers: json });
    expect([at.status, above.status]).toEqual([201, 413]);
    expect(above.problem).toMatchObject({ code: 'body_too_large', bytesMax: 262_144 });
  });

  it('takes 64 kB from strangers and not a byte more', async () => {
    const at = await api.call('answerThing', { ...open, body: sized(65_536), headers: json });
    const above = await api.call('answerThing', { ...open, body: sized(65_537), headers: json });
    expect([at.status, above.status]).toEqual([200, 413]);
  });

  it('counts bytes behind base64, not characters', async () => {
    const body = Buffer.from(JSON.stringify({ name: '客'.repeat(90_000) }));
    expect((await api.call('createThing', { body, headers: json })).status).toBe(413);
  });
});

describe('JSON', () => {
  it.each([
    ['a broken text', '{"name":'],
    ['nothing but space', '   '],
    ['two values', '{"name":"a"}{}'],
    ['NaN', '{"name":NaN}'],
    ['a body that is needed and missing', undefined],
    ['depth', `{"name":${'['.repeat(40)}${']'.repeat(40)}}`],
    ['extreme depth', '['.repeat(200_000)],
    ['an unpaired surrogate', '{"name":"\\ud800"}'],
  ])('refuses %s with 400', async (_, body) => {
    const answer = await api.call('createThing', { body, headers: json });
    expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect((await api.call('createThing', { body, headers: json })).status).toBe(400);
  });

  it.each([
    ['{"name":"a","name":"b"}', '/name', 'duplicate_member'],
    [
      '{"name":"a","parts":[{"code":"x"},{"code":"y","code":"z"}]}',
      '/parts/1/code',
      'duplicate_member',
    ],
    ['{"caf\\u00e9":1,"cafe\\u0301":2}', '/café', 'duplicate_member'],
    ['{"__proto__":{"size":1}}', '/__proto__', 'forbidden_name'],
    ['{"parts":[{"\\u005f_proto__":1}]}', '/parts/0/__proto__', 'forbidden_name'],
    ['{"constructor":1}', '/constructor', 'forbidden_name'],
    ['{"a/b":{"~":1,"~":2}}', '/a~1b/~0', 'duplicate_member'],
  ])('names what stands wrong in %s', async (body, pointer, code) => {
    const { status, problem } = await api.call('createThing', { body, headers: json });
    expect(status).toBe(400);
    expect(problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('takes a string for what it is, whatever it looks like', async () => {
    const name = '":{"__proto__":[,';
    const answer = await api.call('createThing', { body: { name } });
    expect(answer.body.got).toEqual({ name });
  });

  it('normalizes text to NFC and drops a byte order mark', async () => {
    const body = Buffer.from('\ufeff{"name":"cafe\u0301"}');
    const answer = await api.call('createThing', { body, headers: json });
    expect(answer.body.got).toEqual({ name: 'caf\u00e9' });
  });
});

describe('forms', () => {
  it('reads a form that arrives in base64, as the gateway sends it', async () => {
    const body = Buffer.from('q1=9&why=too+slow+%E5%AE%A2&token=');
    const answer = await api.call('answerThing', { ...open, body, headers: form });
    expect(answer.body.got).toEqual({ q1: '9', why: 'too slow 客', token: '' });
  });

  it('gathers repeated names in an array', async () => {
    const answer = await api.call('answerThing', {
      ...open,
      body: 'a=1&a=2&b=&a=3',
      headers: form,
    });
    expect(answer.body.got).toEqual({ a: ['1', '2', '3'], b: '' });
  });

  it.each(['__proto__=1', 'constructor=1&a=2', 'a=1&prototype=x'])(
    'refuses the names of prototypes in %s',
    async (body) => {
      const { status, problem } = await api.call('answerThing', { ...open, body, headers: form });
      expect(status).toBe(400);
      expect(problem.errors).toEqual([expect.objectContaining({ code: 'forbidden_name' })]);
    },
  );

  it.each(['a=%ff', 'a=%', '%zz=1', Array.from({ length: 1_001 }, () => 'a=1').join('&')])(
    'refuses a form that cannot be read',
    async (body) => {
      expect((await api.call('answerThing', { ...open, body, headers: form })).status).toBe(400);
    },
  );
});

describe('routes without a body', () => {
  it('take nothing, and an empty object', async () => {
    const nothing = await api.call('actOnThing', open);
    const empty = await api.call('actOnThing', { ...open, body: {} });
    expect([nothing.status, empty.status]).toEqual([204, 204]);
  });

  it('refuse members by name', async () => {
    const { status, problem } = await api.call('actOnThing', { ...open, body: { force: true } });
    expect(status).toBe(422);
    expect(problem.errors).toEqual([
      expect.objectContaining({ pointer: '/force', code: 'unknown_name' }),
    ]);
  });

  it.each([
    ['text', 'x', { 'content-type': 'text/plain' }],
    ['a form', 'a=1', form],
    ['anything long', `{"a":"${'x'.repeat(2_000)}"}`, json],
    ['broken JSON', '{', json],
  ])('refuse %s with 400', async (_, body, headers) => {
    const answer = await api.call('actOnThing', { ...open, body, headers });
    expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
  });
});
