import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureRuntime, startFixture } from './support.ts';

let runtime: FixtureRuntime;
beforeAll(async () => {
  runtime = await startFixture();
});
afterEach(() => runtime.faults.clear());
afterAll(() => runtime.stop());

describe('a function', () => {
  it('sees the environment of its template and what Lambda sets, nothing else', async () => {
    const { body } = await runtime.act('env');
    expect(body).toMatchObject({
      TABLE: runtime.tables[0]?.name,
      BUS: 'fixture-bus',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'Api',
      AWS_ACCESS_KEY_ID: 'Api',
    });
    expect(body).not.toHaveProperty('PATH');
    expect(body).not.toHaveProperty('HOME');
  });

  it('follows the runtime’s clock, and computes with fixed dates as ever', async () => {
    runtime.clock.set(Date.parse('1997-09-30T00:00:00Z'));
    const { body } = await runtime.act('clock');
    runtime.clock.set(null);
    expect(body).toMatchObject({ iso: expect.stringMatching(/^1997-09-30T00:00:/), fixed: 0 });
    expect(Number(body['now'])).toBeLessThan(Date.parse('1997-09-30T00:01:00Z'));
  });

  it('knows its remaining time', async () => {
    const { body } = await runtime.act('context');
    expect(body).toMatchObject({ functionName: 'Api', memoryLimitInMB: '128' });
    expect(Number(body['remaining'])).toBeGreaterThan(1_000);
    expect(Number(body['remaining'])).toBeLessThanOrEqual(2_000);
  });

  it('is ended after its timeout, and serves the next request', async () => {
    expect((await runtime.act('sleep', { ms: 10_000 })).status).toBe(500);
    expect((await runtime.act('clock')).status).toBe(200);
  });

  it('runs invocations beside each other', async () => {
    const start = performance.now();
    await Promise.all([1, 2, 3].map(() => runtime.act('sleep', { ms: 1_500 })));
    expect(performance.now() - start).toBeLessThan(4_400);
  });
});

describe('grants', () => {
  it('allow what the role of the function says', async () => {
    expect((await runtime.act('put', { pk: 'a', kind: 'a' })).status).toBe(200);
    expect((await runtime.act('get', { pk: 'a' })).body).toMatchObject({ Item: { kind: 'a' } });
    expect((await runtime.act('query', { index: 'byKind' })).body).toMatchObject({ Count: 1 });
    expect((await runtime.act('transact', { pk: 'b' })).status).toBe(200);
    expect((await runtime.act('secret')).body).toMatchObject({
      SecretString: expect.stringMatching(/^.{40}$/),
    });
  });

  it('refuse the rest', async () => {
    expect(await runtime.act('scan')).toMatchObject({
      status: 409,
      body: {
        name: 'AccessDeniedException',
        message: expect.stringContaining('not authorized to perform: dynamodb:Scan'),
      },
    });
  });

  it('that nobody used are listed', async () => {
    const fixture = await startFixture();
    const unused = () =>
      fixture.access.unusedGrants().map(({ role, action }) => `${role} ${action}`);
    expect(unused()).toContain('ApiRole dynamodb:PutItem');
    await fixture.act('put', { pk: 'a' });
    expect(unused().toSorted()).toEqual([
      'ApiRole dynamodb:BatchGetItem',
      'ApiRole dynamodb:DeleteItem',
      'ApiRole dynamodb:GetItem',
      'ApiRole dynamodb:Query',
      'ApiRole events:PutEvents',
      'ApiRole secretsmanager:GetSecretValue',
      'ApiRole states:StartExecution',
      'MachineRole states:StartExecution',
      'RelayRole events:PutEvents',
      'ScheduleRole states:StartExecution',
    ]);
    await fixture.stop();
  });
});

describe('faults', () => {
  it('cancel a transaction with TransactionConflict, and nothing is written', async () => {
    runtime.faults.inject([{ kind: 'conflict', probability: 1 }]);
    expect((await runtime.act('transact', { pk: 'conflict' })).body).toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
    runtime.faults.clear();
    expect((await runtime.act('get', { pk: 'conflict' })).body).not.toHaveProperty('Item');
  });

  it('throttle what the filter names', async () => {
    const filter = ({ operation }: { operation: string }) => operation === 'PutItem';
    runtime.faults.inject([{ kind: 'throttle', probability: 1, filter }]);
    expect((await runtime.act('put', { pk: 'slow' })).body).toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
    expect((await runtime.act('get', { pk: 'slow' })).status).toBe(200);
    expect(runtime.faults.hits()).toEqual([1]);
  });

  it('leave half of a batch unprocessed', async () => {
    runtime.faults.inject([{ kind: 'partial', probability: 1, times: 1 }]);
    const name = runtime.tables[0]?.name ?? '';
    const { body } = await runtime.act('batch', { keys: ['x', 'y', 'z'] });
    expect(body).toMatchObject({ UnprocessedKeys: { [name]: { Keys: [{ pk: { S: 'y' } }] } } });
    expect((await runtime.act('batch', { keys: ['x', 'y'] })).body).toMatchObject({
      UnprocessedKeys: {},
    });
  });

  it.each(['lostReply', 'error'] as const)(
    'lose the reply of a call that was made: %s',
    async (kind) => {
      const filter = ({ operation }: { operation: string }) => operation === 'PutItem';
      runtime.faults.inject([{ kind, probability: 1, filter }]);
      expect((await runtime.act('put', { pk: kind, kind: 'kept' })).status).toBe(409);
      expect((await runtime.act('get', { pk: kind })).body).toMatchObject({
        Item: { kind: 'kept' },
      });
    },
  );

  it('delay a reply', async () => {
    runtime.faults.inject([{ kind: 'late', probability: 1, delayMs: 600 }]);
    const start = performance.now();
    await runtime.act('get', { pk: 'a' });
    expect(performance.now() - start).toBeGreaterThan(600);
  });

  it('strike in the order that the seed fixes', async () => {
    const strikes = async (seed: number) => {
      runtime.faults.inject([{ kind: 'throttle', probability: 0.5 }], seed);
      const statuses: number[] = [];
      for (let call = 0; call < 12; call += 1) {
        statuses.push((await runtime.act('get', { pk: 'a' })).status);
      }
      return statuses;
    };
    const first = await strikes(7);
    expect(await strikes(7)).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 409]));
  });
});

it('counts calls by function and operation', async () => {
  runtime.services.resetUsage();
  await runtime.act('get', { pk: 'a' });
  await runtime.act('get', { pk: 'a' });
  expect(runtime.services.usage()).toEqual([
    { caller: 'Api', service: 'dynamodb', operation: 'GetItem', calls: 2 },
  ]);
});
