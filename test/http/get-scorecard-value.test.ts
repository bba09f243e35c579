import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { models } from '../../lib/app/versions.ts';
import { buildEvent } from '../../lib/events/build-event.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import type { EventOf, Fact, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { mirrorOfReferral } from '../../lib/events/referral-mirror.ts';
import { convertedIn, fitReferral } from '../../lib/runs/fit-referral.ts';
import { completeVersion, fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import {
  type Ledgers,
  ledgersOf,
  openLedgers,
  type Purchase,
  purchaseEvent,
  smallShop,
} from '../jobs/support/shop.ts';
import { scoresApi } from './support/scores.ts';

const api = scoresApi();
const idOf = (name: string): string => `cus_${name.padStart(26, '0')}`;
const card = async (name: string, query: Record<string, string> = {}) =>
  (await api.call('getScorecard', { params: { customerId: idOf(name) }, query })).body;

const eventOf = (name: string, id: string, date: string, fact: Fact): LedgerEvent =>
  buildEvent(fact, {
    ledgerId: ledgerOf(idOf(name)),
    customerId: idOf(name),
    eventId: id,
    occurredAt: `${date}T04:00:00.000Z`,
    recordedAt: `${date}T05:00:00.000Z`,
    by: idOf(name),
    zone: 'Asia/Shanghai',
  });

const referral = (name: string, friend: string, date: string): EventOf<'referral'> => {
  const event = eventOf(name, `to-${friend}`, date, {
    type: 'referral',
    referredCustomerId: idOf(friend),
    reward: 500,
  });
  if (event.type !== 'referral') throw new Error('a referral');
  return event;
};

const bought = (name: string, ...purchases: readonly Purchase[]): readonly LedgerEvent[] =>
  purchases.map((purchase, index) => purchaseEvent(idOf(name), purchase, index));

const brought = [
  referral('referrer', 'early', '2025-07-01'),
  referral('referrer', 'late', '2026-01-10'),
  referral('referrer', 'taken', '2026-01-11'),
  referral('rival', 'taken', '2026-01-20'),
  referral('referrer', 'before', '2026-01-12'),
  referral('referrer', 'erased', '2026-01-13'),
  referral('referrer', 'idle', '2026-01-14'),
];
const mirrors = brought.map(mirrorOfReferral);
const made = (name: string) => brought.filter(({ customerId }) => customerId === idOf(name));
const received = (name: string) => mirrors.filter(({ customerId }) => customerId === idOf(name));

const shop: Ledgers = new Map<string, readonly LedgerEvent[]>([
  [
    idOf('referrer'),
    [
      ...bought('referrer', { date: '2025-03-03', amount: 9_000 }),
      eventOf('referrer', 'costed', '2026-01-05', {
        type: 'purchase',
        orderId: 'o-9',
        amount: 20_000,
        cost: 12_000,
        discount: 1_000,
        category: 'tea',
      }),
      eventOf('referrer', 'ticket', '2026-01-06', {
        type: 'service',
        ticketId: 't1',
        status: 'resolved',
        minutes: 30,
      }),
      eventOf('referrer', 'rsp_1', '2026-02-01', {
        type: 'response',
        surveyId: 'svy_1',
        responseId: 'rsp_1',
        surveyVersion: 1,
        metrics: { nps: 10, economic: 75, wallet: 400_000 },
        answers: {},
      }),
      ...made('referrer'),
    ],
  ],
  [idOf('rival'), [...bought('rival', { date: '2025-03-03', amount: 5_000 }), ...made('rival')]],
  [
    idOf('early'),
    [...received('early'), ...bought('early', { date: '2025-08-01', amount: 8_000 })],
  ],
  [idOf('late'), [...received('late'), ...bought('late', { date: '2026-02-15', amount: 6_000 })]],
  [
    idOf('taken'),
    [...received('taken'), ...bought('taken', { date: '2026-02-01', amount: 7_000 })],
  ],
  [
    idOf('before'),
    [...received('before'), ...bought('before', { date: '2025-01-05', amount: 3_000 })],
  ],
  [idOf('idle'), received('idle')],
]);

/** A made-up shop where every tenth customer brought the next one. */
const sampleLedgers = (lastDate: string) => {
  const ledgers = [...ledgersOf(smallShop(200, lastDate))].map(([customerId, events]) => ({
    customerId,
    events: [...events],
  }));
  ledgers.forEach(({ customerId, events }, index) => {
    const friend = ledgers[index + 1];
    const first = friend?.events[0];
    if (index % 10 > 0 || friend === undefined || first === undefined) return;
    const name = customerId.slice('cus_'.length);
    const event = referral(
      name,
      friend.customerId.slice('cus_'.length),
      first.occurredAt.slice(0, 10),
    );
    events.push(event);
    friend.events.push(mirrorOfReferral(event));
  });
  return ledgers;
};

const promote = async (asOf: string, policy: ScoringPolicy = defaultPolicy): Promise<void> => {
  const ledgers = sampleLedgers(asOf);
  const cut = { asOfDay: dateToDay(asOf) };
  const fitted = fitModelVersion(
    ledgers.map(({ events }) => foldLedger(events, cut).statistics),
    {
      day: cut.asOfDay,
      policy,
      policyVersion: 1,
      currency: 'CNY',
      fittedAt: '2026-03-01T00:00:00.000Z',
    },
  );
  const model = completeVersion(fitted, {
    referral: fitReferral(ledgers, {
      cut,
      converted: convertedIn(ledgers, cut),
      scoring: prepareScoring(fitted, policy, 'CNY'),
      customers: 200,
    }),
    categories: ['coffee', 'tea'],
    purchaseGaps: null,
  });
  const { version, dataEnd, fittedAt: createdAt } = model;
  const decision = 'promoted' as const;
  await models.save({
    ...{ version, dataEnd, decision, reason: 'a test', runId: 'run_1', createdAt, model },
  });
};

beforeAll(async () => {
  await openLedgers(api.environment().tables, shop);
  await api.erased(idOf('erased'));
  await promote('2025-09-01');
  await promote('2026-03-01');
});

describe('the value part of GET /v1/customers/{customerId}/scorecard', () => {
  it('counts friends who bought after the referral, each under the last who referred them', async () => {
    const { value, matrix } = await card('referrer');
    expect(value.referral).toMatchObject({ referred: 6, converted: 2, notCounted: 0 });
    expect(value.referral.amount).toBeGreaterThan(0);
    expect(value.referral.realised.amount).toBeGreaterThan(0.7 * 14_000 - 2 * 600);
    expect(value.complete.amount).toBeGreaterThan(value.clv.amount);
    expect(matrix).toMatchObject({ referral: 'high', goal: { en: expect.any(String) } });
    expect((await card('rival')).value.referral.converted).toBe(1);
  });

  it('looks at friends as they were on a past date', async () => {
    const past = await card('referrer', { asOf: '2025-10-15' });
    expect(past.value.referral).toMatchObject({ referred: 1, converted: 1 });
    const before = await card('referrer', { asOf: '2025-07-15' });
    expect(before.value.referral).toBeNull();
    expect(before.missing).toContainEqual({
      field: 'value.referral',
      code: 'insufficient_data',
      needs: 'model',
    });
  });

  it('gives the same answer from stored sums and from folds, as long as the five are the same', async () => {
    // Stored classes that are not what the sums say would be inputs of their own.
    await api.call('scoreCustomer', { params: { customerId: idOf('referrer') } });
    const live = await card('referrer');
    const folded = await card('referrer', { knownAt: live.knownAt });
    expect(folded.inputsHash).toBe(live.inputsHash);
    expect(folded.value).toEqual(live.value);
    expect(folded.matrix).toEqual(live.matrix);
  });

  it('changes the hash when a friend buys, and folds a friend who waits for it', async () => {
    const first = await card('referrer');
    const { tables } = api.environment();
    const event = purchaseEvent(idOf('idle'), { date: '2026-02-20', amount: 1_000 }, 7);
    const Item = eventItem(event);
    await tables.documents.send(new PutCommand({ TableName: tables.names.events, Item }));
    await tables.documents.send(
      new UpdateCommand({
        TableName: tables.names.scores,
        Key: { id: idOf('idle') },
        UpdateExpression: 'SET d = :one ADD v :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    const then = await card('referrer');
    expect(then.value.referral.converted).toBe(first.value.referral.converted + 1);
    expect(then.inputsHash).not.toBe(first.inputsHash);
    expect(then.value.clv).toEqual(first.value.clv);
  });

  it('tells contribution and mutual value of the months that are asked for', async () => {
    const recent = await card('referrer', { from: '2026-01', to: '2026-02' });
    expect(recent.value.contribution).toMatchObject({
      from: '2026-01',
      to: '2026-02',
      revenue: 20_000,
      goodsCost: 12_000,
      costToServe: null,
      discounts: 1_000,
      rewards: 5 * 500,
      amount: 20_000 - 12_000 - 5 * 500,
    });
    expect(recent.value.mutual).toMatchObject({
      received: 20_000,
      given: { discounts: 1_000, rewards: 2_500, service: null, total: 3_500 },
      serviceMinutes: 30,
    });
    const whole = await card('referrer');
    expect(whole.value.contribution).toMatchObject({ from: '2025-04', to: '2026-03' });
    const uncosted = await card('referrer', { from: '2025-03' });
    expect(uncosted.value.contribution).toBeNull();
    expect(uncosted.value.mutual.received).toBe(29_000);
    const asOf = await card('referrer', { asOf: '2025-10-15' });
    expect(asOf.value.mutual).toMatchObject({ from: '2024-11', to: '2025-10' });
  });

  it('shows stated spend, growth, scope and perceived value from answers and categories', async () => {
    const { value, missing } = await card('referrer');
    expect(value.walletShare).toMatchObject({ share: 0.05, stated: 400_000, observed: 20_000 });
    expect(value.potential.growth.amount).toBeGreaterThan(0);
    expect(value.scope).toEqual({ share: 0.5, used: ['tea'], open: ['coffee'] });
    expect(value.perceived).toMatchObject({ economic: { value: 75 }, functional: null });
    const told = missing.map(({ field }: { field: string }) => field);
    expect(told).toContain('value.perceived.functional');
    expect(told).not.toContain('value.perceived.economic');
  });

  it('counts rates of the policy in cost to serve from the next read on', async () => {
    const costs = { perContact: 100, perServiceHour: 6_000 };
    await api.call('putScoringSettings', { body: { ...defaultPolicy, costs } });
    const { value } = await card('referrer', { from: '2026-01' });
    expect(value.contribution.costToServe).toBe(3_000);
    expect(value.mutual.given.service).toBe(3_000);
  });

  it.each([
    [{ from: '2026-02', to: '2026-01' }, ['?to', 'before_from']],
    [{ to: '2026-04' }, ['?to', 'in_the_future']],
    [{ asOf: '2026-01-15', to: '2026-02' }, ['?to', 'in_the_future']],
    [{ from: '2026-13' }, ['?from', 'invalid_format']],
    [{ from: '2026-1' }, ['?from', 'invalid_format']],
  ])('refuses the period %j', async (query, [pointer, code]) => {
    const answer = await api.call('getScorecard', {
      params: { customerId: idOf('referrer') },
      query,
    });
    expect(answer.problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });
});
