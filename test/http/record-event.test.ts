import { afterAll, describe, expect, it } from 'vitest';
import { eventsRoutes } from '../../lib/contract/routes/events.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { eventsApi, march, yuan } from './support/events.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = eventsApi();
const route = eventsRoutes.recordEvent;

const purchase = (customerId: string, more: Record<string, unknown> = {}) => ({
  customerId,
  type: 'purchase',
  occurredAt: march(5),
  orderId: 'o-1',
  amount: yuan(12_999),
  ...more,
});

describe('POST /v1/events', () => {
  it('records a purchase, tells its receipt, and moves statistics and classes at once', async () => {
    const customerId = await api.newCustomer();
    const answer = await api.record(purchase(customerId, { id: 'shop:1' }));
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: 'shop:1',
      customerId,
      type: 'purchase',
      occurredAt: march(5),
      recordedAt: expect.any(String),
    });
    const day = dateToDay('2024-03-05');
    expect(await api.scoreOf(customerId)).toMatchObject({
      statistics: { purchaseDays: 1, firstDay: day, lastDay: day, total: 12_999 },
      classes: { stage: 'first' },
      lastChange: { seq: 1, changes: { stage: ['prospect', 'first'] } },
    });
  });

  it('takes every type, and counts the day in the zone of the business', async () => {
    const customerId = await api.newCustomer();
    const friend = await api.newCustomer();
    const types = [
      purchase(customerId, {
        occurredAt: '2024-03-05T16:30:00Z',
        cost: yuan(8_000),
        discount: yuan(500),
        category: 'tea',
        lines: [{ productId: 'p1', category: 'tea', quantity: 2, amount: yuan(12_999) }],
      }),
      { customerId, type: 'refund', occurredAt: march(7), orderId: 'o-1', amount: yuan(999) },
      { customerId, type: 'visit', occurredAt: march(7) },
      {
        customerId,
        type: 'contact',
        occurredAt: march(7),
        channel: 'phone',
        direction: 'inbound',
        subject: 'late parcel',
      },
      { customerId, type: 'complaint', occurredAt: march(8), reason: 'late parcel' },
      {
        customerId,
        type: 'referral',
        occurredAt: march(8),
        referredCustomerId: friend,
        reward: yuan(2_000),
      },
      {
        customerId,
        type: 'service',
        occurredAt: march(8),
        ticketId: 't-1',
        status: 'opened',
        minutes: 20,
      },
      { customerId, type: 'points', occurredAt: march(8), points: 300, value: yuan(90) },
      { customerId, type: 'points', occurredAt: march(9), points: -120 },
      {
        customerId,
        type: 'subscription',
        occurredAt: march(9),
        subscriptionId: 's-1',
        status: 'paid',
        endsOn: '2025-03-08',
      },
      { customerId, type: 'note', occurredAt: march(8), text: 'Prefers 茶' },
      {
        customerId,
        type: 'feedback',
        occurredAt: march(9),
        channel: 'phone',
        rating: 4.5,
        text: '茶很好',
      },
    ];
    for (const event of types) expect((await api.record(event)).status).toBe(201);
    expect(await api.scoreOf(customerId)).toMatchObject({
      dirty: false,
      statistics: {
        lastDay: dateToDay('2024-03-06'),
        lastDayTotal: 12_000,
        signals: {
          lastTouchDay: dateToDay('2024-03-07'),
          complaints: 1,
          openTickets: 1,
          points: 180,
          lastPointsDay: dateToDay('2024-03-09'),
          satisfaction: { value: 87.5, day: dateToDay('2024-03-09'), previous: null },
          contract: { endDay: dateToDay('2025-03-08'), renewals: 0, cancelled: false },
        },
      },
    });
  });

  it('answers a repeat with the first receipt, however the customer is named, and other content with 409', async () => {
    const customerId = await api.newCustomer({ externalIds: [{ source: 'crm', id: 'A 7' }] });
    const first = await api.record(purchase(customerId, { id: 'e1' }));
    const { customerId: _id, ...unnamed } = purchase(customerId, { id: 'e1' });
    const again = await api.record({
      ...unnamed,
      occurredAt: '2024-03-05T04:00:00Z',
      externalId: { source: 'crm', id: 'A 7' },
    });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const other = await api.record(purchase(customerId, { id: 'e1', amount: yuan(1) }));
    expect(other.status).toBe(409);
    expect(other.problem).toMatchObject({ code: 'event_conflict', eventId: 'e1' });
    expect((await api.scoreOf(customerId)).statistics.total).toBe(12_999);
  });

  it('makes a new event of every request without id, unless Idempotency-Key repeats it', async () => {
    const customerId = await api.newCustomer();
    const ids = new Set<string>();
    for (const key of [undefined, undefined, 'k1', 'k1']) {
      const answer = await api.record(
        purchase(customerId),
        key === undefined ? {} : { 'idempotency-key': key },
      );
      expect(answer.status).toBe(201);
      ids.add(answer.body.id);
    }
    expect(ids.size).toBe(3);
    expect((await api.scoreOf(customerId)).statistics.total).toBe(3 * 12_999);
  });

  it('takes back an event once: a second void is refused, a repeat of the first is not', async () => {
    const customerId = await api.newCustomer();
    await api.record(purchase(customerId, { id: 'e1' }));
    const undo = (id: string, eventId: string) =>
      api.record({
        id,
        customerId,
        type: 'void',
        occurredAt: march(6),
        eventId,
        reason: 'entered twice',
      });
    expect((await undo('v1', 'e1')).status).toBe(201);
    expect((await undo('v1', 'e1')).status).toBe(200);
    const second = await undo('v2', 'e1');
    expect(second.status).toBe(409);
    expect(second.problem).toMatchObject({ code: 'already_voided', voidedBy: 'v1' });
    expect((await undo('v3', 'e9')).problem.errors).toMatchObject([
      { pointer: '/eventId', code: 'unknown_event' },
    ]);
    expect((await undo('v4', 'v1')).problem.errors).toMatchObject([
      { pointer: '/eventId', code: 'not_voidable' },
    ]);
    expect((await undo('v5', 'v5')).problem.errors).toMatchObject([{ pointer: '/eventId' }]);
    expect(await api.scoreOf(customerId)).toMatchObject({ dirty: true });
  });

  it('converts an amount in another currency once, and refuses one without rate', async () => {
    const customerId = await api.newCustomer();
    const dollars = { amount: 1_000, currency: 'USD' };
    const refused = await api.record(purchase(customerId, { amount: dollars, cost: dollars }));
    expect(refused.status).toBe(422);
    expect(refused.problem).toMatchObject({
      code: 'currency_mismatch',
      errors: [{ pointer: '/amount/currency' }, { pointer: '/cost/currency' }],
    });
    const taken = await api.record(
      purchase(customerId, { amount: { ...dollars, fxRate: '7.12345' } }),
    );
    expect(taken.status).toBe(201);
    // 71.2345 yuan: half a fen goes to the even one.
    expect((await api.scoreOf(customerId)).statistics.total).toBe(7_123);
    const numbered = purchase(customerId, { amount: { ...dollars, fxRate: 7.5 } });
    expect((await api.record(numbered)).status).toBe(201);
    expect((await api.scoreOf(customerId)).statistics.total).toBe(7_123 + 7_500);
    const rewarded = await api.record({
      ...{ customerId, type: 'referral', occurredAt: march(5) },
      ...{ referredCustomerId: await api.newCustomer(), reward: { ...dollars, fxRate: '7' } },
    });
    expect(rewarded.status).toBe(201);
    const used = { customerId, type: 'points', occurredAt: march(5), points: -5, value: yuan(1) };
    expect((await api.record(used)).problem.errors).toMatchObject([
      { pointer: '/value', code: 'unexpected_value' },
    ]);
    const needless = await api.record(
      purchase(customerId, { amount: { ...yuan(1), fxRate: '1' } }),
    );
    expect(needless.problem.errors).toMatchObject([{ pointer: '/amount/fxRate' }]);
  });

  it('folds a ticket or a subscription at once, and what else waited, so that classes move', async () => {
    const customerId = await api.newCustomer();
    await api.record(purchase(customerId, { occurredAt: march(9) }));
    await api.record(purchase(customerId, { orderId: 'o-2' }));
    expect(await api.scoreOf(customerId)).toMatchObject({
      dirty: true,
      classes: { stage: 'first' },
    });
    const ticket = { customerId, type: 'service', occurredAt: march(9), ticketId: 't' };
    expect((await api.record({ ...ticket, status: 'opened' })).status).toBe(201);
    expect(await api.scoreOf(customerId)).toMatchObject({
      dirty: false,
      classes: { stage: 'repeat' },
      statistics: { signals: { openTickets: 1 } },
    });
    await api.record({ ...ticket, occurredAt: march(10), status: 'resolved' });
    expect((await api.scoreOf(customerId)).statistics.signals.openTickets).toBe(0);
  });

  it('takes events up to a day ahead', async () => {
    const customerId = await api.newCustomer();
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const near = await api.record({ customerId, type: 'visit', occurredAt: inHours(23) });
    expect(near.status).toBe(201);
    const far = await api.record({ customerId, type: 'visit', occurredAt: inHours(25) });
    expect(far.problem.errors).toMatchObject([{ pointer: '/occurredAt', code: 'too_far_ahead' }]);
  });

  it('refuses customers who are unknown (404) or erased (410), by id and by external id', async () => {
    const externalId = { source: 'crm', id: 'gone' };
    const customerId = await api.newCustomer({ externalIds: [externalId] });
    await api.record(purchase(customerId, { id: 'before' }));
    await api.erase(customerId);
    const { customerId: _id, ...unnamed } = purchase(customerId);
    for (const event of [
      purchase(customerId),
      purchase(customerId, { id: 'before' }),
      { ...unnamed, externalId },
    ]) {
      const answer = await api.record(event);
      expect(answer.status).toBe(410);
      expect(answer.problem.code).toBe('customer_erased');
    }
    const unknownId = { source: 'crm', id: 'nobody' };
    for (const event of [purchase('cus_nobody'), { ...unnamed, externalId: unknownId }]) {
      const answer = await api.record(event);
      expect(answer.status).toBe(404);
      expect(answer.problem.code).toBe('customer_not_found');
    }
  });

  it('refuses a referral of oneself or of nobody', async () => {
    const customerId = await api.newCustomer();
    const refer = (referredCustomerId: string) =>
      api.record({ customerId, type: 'referral', occurredAt: march(1), referredCustomerId });
    expect((await refer(customerId)).problem.errors).toMatchObject([{ code: 'own_referral' }]);
    expect((await refer('cus_nobody')).problem.errors).toMatchObject([
      { pointer: '/referredCustomerId', code: 'unknown_customer' },
    ]);
  });

  const valid = purchase('cus_1');
  const { customerId: _customer, ...ownerless } = valid;
  const ofType = (type: string) => ({ customerId: 'cus_1', type, occurredAt: march(5) });
  it.each([
    ['no customer', ownerless, '/customerId'],
    ['two names', { ...valid, externalId: { source: 'crm', id: '1' } }, '/customerId'],
    ['an unknown type', { ...valid, type: 'gossip' }, '/type'],
    ['feedback that says nothing', { ...ofType('feedback'), channel: 'phone' }, '/rating'],
    [
      'a rating between halves',
      { ...ofType('feedback'), channel: 'phone', rating: 4.2 },
      '/rating',
    ],
    ['a rating of none', { ...ofType('feedback'), channel: 'phone', rating: 0 }, '/rating'],
    ['a channel of surveys', { ...ofType('feedback'), channel: 'web', rating: 3 }, '/channel'],
    [
      'an id of our own',
      { ...ofType('feedback'), channel: 'phone', rating: 3, id: 'fbk_1' },
      '/id',
    ],
    ['the other end of a referral', { ...ofType('referred'), referralId: 'f1' }, '/type'],
    ['no points', { ...ofType('points'), points: 0 }, '/points'],
    ['a half point', { ...ofType('points'), points: 0.5 }, '/points'],
    ['a negative discount', { ...valid, discount: yuan(-1) }, '/discount/amount'],
    ['a ticket that is shut', { ...ofType('service'), ticketId: 't', status: 'shut' }, '/status'],
    [
      'negative minutes',
      { ...ofType('service'), ticketId: 't', status: 'worked', minutes: -1 },
      '/minutes',
    ],
    [
      'a subscription to a day that is none',
      { ...ofType('subscription'), subscriptionId: 's', status: 'paid', endsOn: '2025-02-29' },
      '/endsOn',
    ],
    ['a member of another type', { ...valid, reason: 'x' }, '/reason'],
    ['a negative amount', { ...valid, amount: yuan(-1) }, '/amount/amount'],
    ['a part of a fen', { ...valid, amount: yuan(0.5) }, '/amount/amount'],
    ['no order', { ...valid, orderId: undefined }, '/orderId'],
    [
      'an instant with an offset',
      { ...valid, occurredAt: '2024-03-05T12:00:00+08:00' },
      '/occurredAt',
    ],
    ['a day that is none', { ...valid, occurredAt: '2024-02-30T12:00:00Z' }, '/occurredAt'],
    ['an empty id', { ...valid, id: '' }, '/id'],
    ['an id of 65 characters', { ...valid, id: 'x'.repeat(65) }, '/id'],
    ['an id of the system', { ...valid, id: 'chg_0000000001_tier' }, '/id'],
    ['a refund of nothing', { ...valid, type: 'refund', amount: yuan(0) }, '/amount/amount'],
    ['a rate of zero', { ...valid, amount: { ...yuan(1), fxRate: '0.0' } }, '/amount/fxRate'],
  ])('refuses %s by its pointer', async (_what, event, pointer) => {
    const { problem } = await api.record(event);
    expect(problem.code).toBe('invalid_request');
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('refuses what every route refuses', async () => {
    await expectSharedRefusals(api, route, { body: valid });
  });

  afterAll(() => expectDeclaredReached(api.reached, route));
});
