import { Logger } from '@aws-lambda-powertools/logger';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/http/handler.ts';
import { idempotencyStore } from '../../../lib/adapters/dynamodb/idempotency-store.ts';
import type { IdempotencyStore } from '../../../lib/shared/idempotency.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { type TestApi, testApi } from '../../http/support/api.ts';
import { createTables, type TestTables } from '../../support/dynamodb.ts';
import { planted } from './planted.ts';

let tables: TestTables;
let store: IdempotencyStore;
let nowMs = Date.parse('2026-01-01T00:00:00Z');
let executed: { id: string; now: string }[] = [];
let keys = 0;
/** What the next executions do instead of succeeding. */
const mishaps: (() => Promise<never>)[] = [];

const create = handler(planted.create, async ({ body, call }) => {
  const id = call.ids('customer');
  executed.push({ id, now: call.now });
  await mishaps.shift()?.();
  if (body.name === 'taken') return fail('identity_taken');
  const headers = { Location: `/v1/things/${id}` };
  const got = body.name === 'large' ? '客'.repeat(110_000) : body;
  return ok({ status: 201, body: { id, got }, version: 1, headers });
});

const answer = handler(planted.answer, async ({ body, call }) =>
  ok({ status: 200, body: { got: { ...body, id: call.ids('response') } } }),
);

const personal = handler(
  { ...planted.create, replay: 'resource' },
  async ({ body, call }) => {
    const id = call.ids('customer');
    executed.push({ id, now: call.now });
    return ok({
      status: 201,
      body: { id, got: body },
      version: 1,
      headers: { Location: `/v1/things/${id}` },
      resourceId: id,
    });
  },
  async (id) =>
    ok({
      status: 201,
      body: { id, got: 'read again' },
      version: 5,
      headers: { Location: `/v1/things/${id}` },
    }),
);

const apiOf = (...handlers: Parameters<typeof testApi>[1]): TestApi =>
  testApi('customers', handlers, {
    idempotency: () => store,
    clock: () => nowMs,
    logger: new Logger({ logLevel: 'SILENT' }),
  });

const api = apiOf(create, answer);
const newKey = () => {
  keys += 1;
  return `key-${keys}`;
};
const post = (key: string, body: unknown = { name: 'a' }, more = {}) =>
  api.call('createThing', { body, headers: { 'idempotency-key': key }, ...more });

beforeAll(async () => {
  tables = await createTables();
  store = idempotencyStore({ client: tables.documents, table: (name) => tables.names[name] });
});

afterAll(() => tables.drop());

describe('a repeated request', () => {
  it('is answered with the first answer and executed once', async () => {
    executed = [];
    const key = newKey();
    const first = await post(key);
    const second = await post(key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(second.headers['etag']).toBe('"1"');
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(executed).toHaveLength(1);
  });

  it('is the same request with its members in another order', async () => {
    const key = newKey();
    await post(key, { name: 'a', size: 1 });
    expect((await post(key, { size: 1, name: 'a' })).status).toBe(201);
  });

  it('is refused when it is another request', async () => {
    const key = newKey();
    await post(key);
    const { status, problem } = await post(key, { name: 'b' });
    expect([status, problem.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('of another caller, or on another route, is another request', async () => {
    executed = [];
    const key = newKey();
    await post(key, { name: 'a' }, { caller: 'usr_1' });
    const other = await post(key, { name: 'b' }, { caller: 'usr_2' });
    const route = await api.call('answerThing', {
      params: { thingId: 't' },
      body: {},
      headers: { 'idempotency-key': key },
    });
    expect([other.status, route.status]).toEqual([201, 200]);
    expect(new Set(executed.map(({ id }) => id)).size).toBe(2);
  });

  it('of a stranger is told apart by survey and token', async () => {
    const key = newKey();
    const send = (thingId: string, token: string) =>
      api.call('answerThing', {
        params: { thingId },
        body: { token },
        headers: { 'idempotency-key': key },
      });
    const first = await send('svy_1', 'a');
    expect((await send('svy_1', 'a')).body).toEqual(first.body);
    expect((await send('svy_1', 'b')).body).not.toEqual(first.body);
    expect((await send('svy_2', 'a')).body).not.toEqual(first.body);
  });

  it('is new after 24 hours', async () => {
    executed = [];
    const key = newKey();
    await post(key);
    nowMs += 24 * 3_600_000 - 1;
    expect((await post(key)).headers['idempotent-replayed']).toBe('true');
    nowMs += 1;
    expect((await post(key, { name: 'b' })).headers['idempotent-replayed']).toBeUndefined();
    expect(executed).toHaveLength(2);
  });
});

describe('a request that is under way', () => {
  const hanging = () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    mishaps.push(async () => {
      await gate;
      return undefined as never; // The handler goes on after the wait.
    });
    return go;
  };

  it('makes its repeat wait', async () => {
    const key = newKey();
    const go = hanging();
    const first = post(key);
    await expect.poll(() => mishaps.length).toBe(0);
    const { status, headers, problem } = await post(key);
    expect([status, problem.code]).toEqual([409, 'request_in_progress']);
    expect(headers['retry-after']).toBe('1');
    go();
    expect((await first).status).toBe(201);
  });

  it('is executed again with the same ids and time seed when its lease is over', async () => {
    executed = [];
    const key = newKey();
    const go = hanging();
    const first = post(key);
    await expect.poll(() => mishaps.length).toBe(0);
    nowMs += 25_000;
    const second = await post(key);
    go();
    const late = await first;
    expect(second.status).toBe(201);
    expect(second.body.id).toBe(late.body.id);
    expect(executed.map(({ id }) => id)).toEqual([second.body.id, second.body.id]);
    expect((await post(key)).body).toEqual(second.body);
  });

  it('is executed by one of many that find its lease over', async () => {
    const key = newKey();
    mishaps.push(() => Promise.reject(new Error('cut off')));
    expect((await post(key)).status).toBe(500);
    executed = [];
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(key)));
    const statuses = answers.map(({ status }) => status);
    expect(executed).toHaveLength(1);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(statuses).toContain(201);
  });

  it('is executed by one of many that come at once', async () => {
    executed = [];
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(key)));
    expect(executed).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });
});

describe('a refusal', () => {
  it('is not stored: the corrected request takes the same key', async () => {
    const key = newKey();
    expect((await post(key, { name: 'taken' })).status).toBe(409);
    expect((await post(key, { name: 'free' })).status).toBe(201);
  });

  it('of bad input never reaches the store', async () => {
    const key = newKey();
    expect((await post(key, { name: 1 })).status).toBe(422);
    expect((await post(key, { name: 'ok' })).status).toBe(201);
  });

  it.each(['', ' ', 'a b', 'é', 'x'.repeat(256), 'a\tb'])('of the key %j is a 400', async (key) => {
    const { status, problem } = await post(key);
    expect([status, problem.code]).toEqual([400, 'invalid_idempotency_key']);
  });
});

describe('a failure of ours', () => {
  it('is executed again, with the ids of the first attempt, because its effect may have happened', async () => {
    executed = [];
    const key = newKey();
    mishaps.push(() => Promise.reject(new Error('reply lost')));
    expect((await post(key)).status).toBe(500);
    nowMs += 1_000;
    expect((await post(key)).status).toBe(201);
    expect(executed[0]?.id).toBe(executed[1]?.id);
  });

  it('keeps the key for its request', async () => {
    const key = newKey();
    mishaps.push(() => Promise.reject(new Error('reply lost')));
    await post(key);
    expect((await post(key, { name: 'b' })).status).toBe(422);
  });
});

describe('routes with personal data', () => {
  it('store the id only and read the resource again, under the first status', async () => {
    executed = [];
    const people = apiOf(personal);
    const key = newKey();
    const send = () =>
      people.call('createThing', {
        body: { name: 'Alice' },
        headers: { 'idempotency-key': key },
      });
    const first = await send();
    const second = await send();
    expect(second.status).toBe(201);
    expect(second.body).toEqual({ id: first.body.id, got: 'read again' });
    expect(second.headers).toMatchObject({ etag: '"5"', 'idempotent-replayed': 'true' });
    expect(executed).toHaveLength(1);
    const { Items = [] } = await tables.documents.send(
      new ScanCommand({ TableName: tables.names.control }),
    );
    expect(JSON.stringify(Items)).not.toContain('Alice');
  });
});

describe('a handler that cannot read its resource again', () => {
  it('is refused before the first request, not at the first repeat', () => {
    const forgetful = handler({ ...planted.create, replay: 'resource' }, async () => fail('busy'));
    expect(() => apiOf(forgetful)).toThrow('createThing');
  });
});

describe('the record', () => {
  it('of an answer that is too large is not kept, and its repeat gives the same ids', async () => {
    executed = [];
    const key = newKey();
    const first = await post(key, { name: 'large' });
    const second = await post(key, { name: 'large' });
    expect(first.status).toBe(201);
    expect(second.headers['idempotent-replayed']).toBeUndefined();
    expect(executed.map(({ id }) => id)).toEqual([first.body.id, first.body.id]);
  });

  it('is recognised when the reply of its put was lost', async () => {
    const record = {
      fingerprint: 'f',
      startedAtMs: nowMs,
      attempt: 'one',
      leaseUntilMs: nowMs + 1,
      expiresAtMs: nowMs + 2,
    };
    expect(await store.claim('lost', record, nowMs)).toBeUndefined();
    expect(await store.claim('lost', record, nowMs)).toBeUndefined();
    expect(await store.takeOver('lost', 'one', { attempt: 'two', leaseUntilMs: 1 })).toBe(true);
    expect(await store.takeOver('lost', 'one', { attempt: 'two', leaseUntilMs: 1 })).toBe(true);
    expect(await store.takeOver('lost', 'one', { attempt: 'three', leaseUntilMs: 1 })).toBe(false);
    await store.forget('lost', 'one');
    expect(await store.claim('lost', { ...record, attempt: 'x' }, nowMs)).toMatchObject({
      attempt: 'two',
    });
  });
});
