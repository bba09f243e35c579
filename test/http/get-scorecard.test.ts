import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { scoresRoutes } from '../../lib/contract/routes/scores.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import { openLedgers, purchaseEvent, recordOf } from '../jobs/support/shop.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const route = scoresRoutes.getScorecard;
const read = (customerId: string, query: Record<string, string> = {}) =>
  api.call('getScorecard', { params: { customerId }, query });

const idOf = (name: string): string => `cus_${name.padStart(26, '0')}`;
const regular = idOf('regular');
const purchases = [
  { date: '2025-06-02', amount: 10_000 },
  { date: '2025-09-01', amount: 12_000 },
  { date: '2025-12-01', amount: 8_000 },
  { date: '2026-02-02', amount: 11_000 },
];

beforeAll(async () => {
  await api.shop(
    new Map([
      [regular, purchases],
      [idOf('nobody'), []],
      [idOf('dirty'), purchases],
      [idOf('tomorrow'), [...purchases, { date: '2026-03-03', amount: 5_000 }]],
    ]),
  );
  await api.erased(idOf('erased'));
});

describe('GET /v1/customers/{customerId}/scorecard', () => {
  it('says what is missing before there is a model, and shows what needs none', async () => {
    const { status, body } = await read(regular);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customerId: regular,
      asOf: '2026-03-02',
      knownAt: '2026-03-02T04:00:00.000Z',
      modelVersion: null,
      policyVersion: 1,
      state: 'insufficient_data',
      tier: null,
      churn: null,
      value: { historic: { amount: 41_000, currency: 'CNY' }, clv: null },
    });
    expect(body.missing).toContainEqual({
      field: 'churn',
      code: 'insufficient_data',
      needs: 'model',
    });
  });

  it('scores with the promoted model as soon as there is one', async () => {
    const model = await api.fit('2026-03-01');
    const { body } = await read(regular);
    expect(body).toMatchObject({ state: 'ok', modelVersion: model.version });
    expect(body.churn.risk).toBeGreaterThan(0);
    expect(body.churn.risk).toBeLessThan(1);
    expect(body.value.clv.amount).toBeGreaterThan(0);
    expect(body.expectedPurchases).toMatchObject({ horizonDays: 273 });
  });

  it('shows a customer without purchases as a prospect with nothing made up', async () => {
    const { body } = await read(idOf('nobody'));
    expect(body).toMatchObject({
      state: 'insufficient_data',
      stage: 'prospect',
      activity: 'prospect',
      expectedPurchases: null,
    });
    expect(body.missing).toContainEqual({
      field: 'churn',
      code: 'insufficient_data',
      needs: 'purchase',
    });
  });

  it('folds a dirty record once, stores the fold and the classes that follow from it', async () => {
    const { tables } = api.environment();
    const late = purchaseEvent(idOf('dirty'), { date: '2025-07-01', amount: 700 }, 9);
    await tables.documents.send(
      new PutCommand({ TableName: tables.names.events, Item: eventItem(late) }),
    );
    await tables.documents.send(
      new UpdateCommand({
        TableName: tables.names.scores,
        Key: { id: idOf('dirty') },
        UpdateExpression: 'SET d = :one ADD v :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    const first = await read(idOf('dirty'));
    expect(first.body.value.historic.amount).toBe(41_700);
    const folded = await recordOf(tables, idOf('dirty'));
    // One write for the fold, one for the classes that follow from it.
    expect(folded).toMatchObject({ dirty: false, writes: 4, statistics: { purchaseDays: 5 } });
    expect(folded.classes.stage).toBe('loyal');
    expect(first.body.stage).toBe('loyal');
    expect((await read(idOf('dirty'))).body).toEqual(first.body);
    expect((await recordOf(tables, idOf('dirty'))).writes).toBe(4);
  });

  it('looks at a past date with what lay before it and the model of that time', async () => {
    const early = await api.fit('2025-10-01');
    const { body } = await read(regular, { asOf: '2025-10-15' });
    expect(body).toMatchObject({
      asOf: '2025-10-15',
      modelVersion: early.version,
      value: { historic: { amount: 22_000 } },
    });
    const before = await read(regular, { asOf: '2025-09-30' });
    expect(before.body).toMatchObject({ modelVersion: null, state: 'insufficient_data' });
  });

  it('gives the same answer for the same five: asOf, knownAt, model, policy and inputs', async () => {
    const first = await read(regular, { asOf: '2025-10-15' });
    api.clock.nowMs += 3_600_000;
    const again = await read(regular, { asOf: '2025-10-15', knownAt: first.body.knownAt });
    expect(again.body).toEqual(first.body);
  });

  it('leaves out what had not arrived by knownAt, in any zone that it is written in', async () => {
    const unknown = await read(regular, { knownAt: '1998-12-31T23:00:00+00:00' });
    expect(unknown.body).toMatchObject({ knownAt: '1998-12-31T23:00:00.000Z', stage: 'prospect' });
    const known = await read(regular, { knownAt: '1999-01-01T08:00:00+08:00' });
    expect(known.body).toMatchObject({ stage: 'loyal', value: { historic: { amount: 41_000 } } });
  });

  it('scores today without the purchase that is dated tomorrow', async () => {
    const { body } = await read(idOf('tomorrow'));
    expect(body).toMatchObject({ state: 'ok', value: { historic: { amount: 41_000 } } });
  });

  it('scores today without the complaint that is dated tomorrow', async () => {
    const { tables } = api.environment();
    const id = idOf('complains');
    const bought = purchases.map((purchase, index) => purchaseEvent(id, purchase, index));
    const {
      orderId: _order,
      amount: _amount,
      ...entry
    } = purchaseEvent(id, { date: '2026-03-03', amount: 0 }, 9);
    await openLedgers(tables, new Map([[id, [...bought, { ...entry, type: 'complaint' }]]]));
    const { body } = await read(id);
    expect(body.inputsHash).toBe(foldLedger(bought).inputsHash);
  });

  it('refuses dates and instants in the future, both at once', async () => {
    const { problem } = await read(regular, {
      asOf: '2026-03-03',
      knownAt: '2026-03-03T00:00:00Z',
    });
    expect(problem).toMatchObject({ status: 422, code: 'invalid_request' });
    expect(problem.errors).toEqual([
      expect.objectContaining({ pointer: '?asOf', code: 'in_the_future' }),
      expect.objectContaining({ pointer: '?knownAt', code: 'in_the_future' }),
    ]);
  });

  it.each(['2026-02-30', 'yesterday', '20260201'])('refuses %s as a date', async (asOf) => {
    const { problem } = await read(regular, { asOf });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['?asOf']);
  });

  it('answers 404 for a stranger and 410 for an erased customer', async () => {
    expect((await read(idOf('stranger'))).problem.code).toBe('customer_not_found');
    expect((await read(idOf('erased'))).problem.code).toBe('customer_erased');
    const past = await read(idOf('erased'), { asOf: '2025-10-15' });
    expect(past.problem.code).toBe('customer_erased');
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { params: { customerId: regular } });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
