import { describe, expect, it } from 'vitest';
import { parseEntityTags } from '../../../functions/http/parse/entity-tags.ts';
import { plantedApi } from './planted.ts';

const api = plantedApi();
const params = { thingId: 't1' };
const read = (value: string) =>
  api.call('readThing', { params, headers: { 'if-none-match': value } });
const patch = (value: string) =>
  api.call('patchThing', { params, body: {}, headers: { 'if-match': value } });

describe('If-None-Match', () => {
  it.each(['"7"', 'W/"7"', '"1", "7"', '*', ' "x" , W/"7" '])('%s gives 304', async (value) => {
    const { status, headers, body } = await read(value);
    expect(status).toBe(304);
    expect(headers['etag']).toBe('"7"');
    expect(body).toBeUndefined();
  });

  it.each(['"8"', '"77"', '"x"', '""'])('%s gives the resource with its tag', async (value) => {
    const { status, headers } = await read(value);
    expect([status, headers['etag']]).toEqual([200, '"7"']);
  });

  it.each(['7', '"7', '"7" "8"', '', 'w/"7"'])('%j is malformed', async (value) => {
    expect((await read(value)).status).toBe(400);
  });
});

describe('If-Match', () => {
  it.each([
    ['"7"', 7],
    ['*', '*'],
    ['W/"7", "7"', 7],
    ['"3", "7"', 7],
  ])('%s lets the write through', async (value, version) => {
    const answer = await patch(value);
    expect([answer.status, answer.body.ifMatch]).toEqual([200, version]);
  });

  it.each(['"3"', '"3", "4"', 'W/"7"', '"x"', '"07"', '""', '"9999999999999999"'])(
    '%s is stale',
    async (value) => {
      const { status, problem } = await patch(value);
      expect([status, problem.code]).toEqual([412, 'stale_version']);
    },
  );

  it.each(['7', '"7', '*, "7"'])('%j is malformed', async (value) => {
    expect((await patch(value)).status).toBe(400);
  });

  it('is refused on a write whose resource has no tags, instead of being ignored', async () => {
    const answer = await api.call('actOnThing', { params, headers: { 'if-match': '"1"' } });
    expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
  });
});

describe('If-None-Match on a write', () => {
  it.each(['*', '"7"'])('%s is refused where it would mean nothing', async (value) => {
    const headers = { 'if-none-match': value };
    const answer = await api.call('patchThing', { params, body: {}, headers });
    expect([answer.status, answer.problem.code]).toEqual([400, 'malformed_request']);
  });
});

describe('entity tags', () => {
  it('may be empty, and may hold commas', () => {
    expect(parseEntityTags('"a,b",W/""')).toEqual([
      { tag: 'a,b', isWeak: false },
      { tag: '', isWeak: true },
    ]);
  });
});
