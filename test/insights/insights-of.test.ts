import { describe, expect, it } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import type { EventOf, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { insightsOf } from '../../lib/insights/insights-of.ts';
import { landmarkTiers } from '../../lib/insights/landmark-tiers.ts';
import { termsOf, timelineOf } from '../../lib/insights/timeline.ts';
import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import type { Tiers } from '../../lib/scoring/policy/tiers.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { purchaseEvent, smallShop } from '../jobs/support/shop.ts';

const asOf = '2026-03-01';
const day = dateToDay(asOf);
const knownAt = '2026-03-01T19:30:00.000Z';
const ledgers = Array.from(smallShop(300, asOf), ([customerId, purchases]) => ({
  customerId,
  events: purchases.map((purchase, index) => purchaseEvent(customerId, purchase, index)),
}));
const policy = { ...defaultPolicy, churn: { ...defaultPolicy.churn, horizonDays: 60 } };
const model = fitModelVersion(
  ledgers.map(({ events }) => foldLedger(events).statistics),
  { day, policy, policyVersion: 7, currency: 'CNY', fittedAt: knownAt },
);
const context = {
  day,
  knownAt,
  scoring: prepareScoring(model, policy, 'CNY'),
  policyVersion: 7,
  customers: 300,
};
const insights = insightsOf({ ledgers, isPart: false }, context);

describe('the insights of a sample', () => {
  it('say by what and over whom they were counted', () => {
    expect(insights).toMatchObject({
      dataEnd: asOf,
      knownAt,
      modelVersion: model.version,
      policyVersion: 7,
      basis: { customers: 300, sampled: false, population: 300 },
      definition: { horizonDays: 60 },
    });
  });

  it('estimate the population where they are a part, unless nobody has counted more', () => {
    const basis = (customers: number) =>
      insightsOf({ ledgers, isPart: true }, { ...context, customers }).basis;
    expect(basis(30_000)).toEqual({ customers: 300, sampled: true, population: 30_000 });
    expect(basis(300)).toEqual({ customers: 300, sampled: true, population: null });
  });

  it('hold every purchase day and all revenue of the ledgers', () => {
    const events = ledgers.flatMap((ledger) => ledger.events);
    const revenue = insights.cohorts.cohorts.flatMap((cohort) => cohort.revenue);
    expect(revenue.reduce((a, b) => a + b, 0)).toBe(
      events.reduce((sum, { amount }) => sum + amount, 0),
    );
  });

  it('are the same in whatever order ledgers and events come', () => {
    const shuffled = ledgers
      .map(({ customerId, events }) => ({ customerId, events: events.toReversed() }))
      .reverse();
    expect(insightsOf({ ledgers: shuffled, isPart: false }, context)).toEqual(insights);
  });

  it('follow every tier that was there on the landmark', () => {
    const { tiers, survival } = insights.churn;
    expect(survival?.customers).toBeGreaterThan(100);
    expect(tiers?.groups.map(({ tier }) => tier)).toEqual(['high', 'mid', 'low']);
    // The shop sees to it that the best tier buys on for longer.
    const [high, , low] = tiers?.groups.map((group) => group.survival.mean.days) ?? [];
    expect(high).toBeGreaterThan(low ?? 0);
  });

  it('have no tiers without a model, and nothing without customers', () => {
    const without = { ...context, scoring: prepareScoring(null, policy, 'CNY') };
    expect(insightsOf({ ledgers, isPart: false }, without)).toMatchObject({
      modelVersion: null,
      churn: { tiers: null },
    });
    const nobody = insightsOf({ ledgers: [], isPart: false }, context);
    expect(nobody.churn).toMatchObject({ months: [], survival: null, tiers: null });
    expect(nobody.cohorts).toMatchObject({ lastMonth: null, cohorts: [] });
  });
});

describe('the tiers on the landmark', () => {
  const landmark = day - 80;
  const at = (sample: typeof ledgers, scoring = context.scoring) =>
    landmarkTiers(sample, scoring, { landmark, knownAt });

  it('are decided on what the ledgers said then, not on what came later', () => {
    const before = ledgers.map(({ customerId, events }) => ({
      customerId,
      events: events.filter((event) => event.day <= landmark),
    }));
    expect(at(ledgers)).toEqual(at(before));
    const absent = before.flatMap(({ events }, index) => (events.length === 0 ? [index] : []));
    expect(absent.length).toBeGreaterThan(0);
    for (const index of absent) expect(at(ledgers)[index]).toBeNull();
  });

  it('take their shares of those who had bought by then', () => {
    const tiers = at(ledgers).filter((tier) => tier !== null);
    const share = (id: string) => tiers.filter((tier) => tier === id).length / tiers.length;
    expect(share('high')).toBeCloseTo(0.2, 1);
    expect(share('mid')).toBeCloseTo(0.3, 1);
  });

  it('are by amount where the policy says so', () => {
    const amounts: Tiers = { by: 'amount', levels: [{ id: 'rich', from: 1e12 }], rest: 'others' };
    const scoring = prepareScoring(model, { ...policy, tiers: amounts }, 'CNY');
    expect(new Set(at(ledgers, scoring))).toEqual(new Set(['others', null]));
  });
});

describe('a timeline', () => {
  const options = { dataEnd: day, knownAt };
  const buy = (date: string, index: number) => purchaseEvent('cus_1', { date, amount: 100 }, index);

  it('ends with the data, and knows what had arrived', () => {
    const late = { ...buy('2026-01-05', 2), recordedAt: '2026-03-02T00:00:00.000Z' };
    const events = [buy('2026-01-01', 0), buy('2026-03-02', 1), late];
    const { days } = timelineOf({ customerId: 'cus_1', events }, options);
    expect(days.map((purchase) => purchase.day)).toEqual([dateToDay('2026-01-01')]);
  });

  const term = (
    eventId: string,
    from: string,
    endsOn: string,
    { status = 'paid', subscriptionId = 's1' }: Partial<EventOf<'subscription'>> = {},
  ): LedgerEvent => ({
    ...purchaseEvent('cus_1', { date: from, amount: 0 }, 0),
    ...{ eventId, type: 'subscription', subscriptionId, status, endsOn },
  });

  it('takes a cancellation for no term: it ends its subscription on the day that it names', () => {
    const cancelled = { status: 'cancelled' } as const;
    const year = term('a', '2025-01-01', '2025-12-31');
    const until = (...events: readonly LedgerEvent[]) =>
      termsOf(events, options).map(({ fromDay, untilDay }) => [fromDay, untilDay].map(dayToDate));
    // Told after the end: nobody has come back on that day.
    expect(until(year, term('b', '2026-02-10', '2025-12-31', cancelled))).toEqual([
      ['2025-01-01', '2025-12-31'],
    ]);
    // At once, with the rest given back; another subscription goes on.
    const atOnce = term('b', '2025-03-10', '2025-03-10', cancelled);
    expect(until(year, atOnce)).toEqual([['2025-01-01', '2025-03-10']]);
    const other = term('c', '2025-03-01', '2025-04-30', { subscriptionId: 's2' });
    expect(until(year, atOnce, other)).toEqual([['2025-01-01', '2025-04-30']]);
  });

  it('joins paid terms that follow each other, leaves out voided ones and those to come', () => {
    const taken = {
      ...purchaseEvent('cus_1', { date: '2026-01-01', amount: 0 }, 9),
      type: 'void',
      targetId: 'wrong',
    } as const;
    const events = [
      term('b', '2025-02-01', '2025-02-28'),
      term('a', '2025-01-01', '2025-01-31'),
      term('c', '2025-06-01', '2026-05-31'),
      term('wrong', '2025-03-01', '2025-05-31'),
      taken,
      term('later', '2026-03-02', '2027-01-01'),
    ];
    expect(termsOf(events, options)).toEqual([
      { fromDay: dateToDay('2025-01-01'), untilDay: dateToDay('2025-02-28') },
      { fromDay: dateToDay('2025-06-01'), untilDay: dateToDay('2026-05-31') },
    ]);
  });
});
