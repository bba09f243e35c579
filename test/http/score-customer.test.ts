import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { recordOf } from '../jobs/support/shop.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.scoreCustomer;
const score = (customerId: string, headers: Record<string, string> = {}) =>
  api.call('scoreCustomer', { params: { customerId }, headers });

const idOf = (name: string): string => `cus_${name.padStart(26, '0')}`;
const stored = (id: string) => recordOf(api.environment().tables, id);

beforeAll(async () => {
  const purchases = [
    { date: '2025-09-01', amount: 12_000 },
    { date: '2026-02-02', amount: 11_000 },
  ];
  await api.shop(
    new Map([
      [idOf('once'), purchases],
      [idOf('dirty'), purchases],
      [idOf('replayed'), purchases],
    ]),
  );
  await api.erased(idOf('erased'));
  await api.fit('2026-03-01');
});

describe('POST /v1/customers/{customerId}/score', () => {
  it('writes the classes that changed, says so in the change, and answers with them', async () => {
    const { status, body } = await score(idOf('once'));
    expect(status).toBe(200);
    const record = await stored(idOf('once'));
    expect(record).toMatchObject({ writes: 2, changeSeq: 1, classes: { stage: 'repeat' } });
    expect(record.lastChange?.changes.stage).toEqual(['prospect', 'repeat']);
    expect(body).toMatchObject({
      state: 'ok',
      tier: record.classes.tier,
      stage: 'repeat',
      activity: record.classes.activity,
      churn: { band: record.classes.risk },
    });
  });

  it('writes nothing when nothing changed', async () => {
    await score(idOf('once'));
    expect((await stored(idOf('once'))).writes).toBe(2);
  });

  it('folds first where the statistics wait for it', async () => {
    const { documents, names } = api.environment().tables;
    await documents.send(
      new UpdateCommand({
        TableName: names.scores,
        Key: { id: idOf('dirty') },
        UpdateExpression: 'SET d = :one, n = :wrong ADD v :one',
        ExpressionAttributeValues: { ':one': 1, ':wrong': 99 },
      }),
    );
    expect((await score(idOf('dirty'))).body).toMatchObject({ stage: 'repeat' });
    expect(await stored(idOf('dirty'))).toMatchObject({
      dirty: false,
      statistics: { purchaseDays: 2 },
      classes: { stage: 'repeat' },
    });
  });

  it('answers a repeated Idempotency-Key with the scorecard, and writes no more', async () => {
    const key = { 'idempotency-key': 'score-once' };
    const first = await score(idOf('replayed'), key);
    const again = await score(idOf('replayed'), key);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await stored(idOf('replayed'))).writes).toBe(2);
  });

  it('answers 404 for a stranger and 410 for an erased customer', async () => {
    expect((await score(idOf('stranger'))).problem.code).toBe('customer_not_found');
    expect((await score(idOf('erased'))).problem.code).toBe('customer_erased');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { params: { customerId: idOf('once') } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
