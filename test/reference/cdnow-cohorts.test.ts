import { describe, expect, it } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import { insightsOf } from '../../lib/insights/insights-of.ts';
import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { dayToDate } from '../../lib/shared/time.ts';
import { purchaseEvent } from '../jobs/support/shop.ts';
import { type CdnowPurchase, dayOf, hasCdnow, readCdnow } from './cdnow-data.ts';

const dataEnd = dayOf('1998-06-30');
const knownAt = '2026-01-01T00:00:00.000Z';

const ledgersOf = (purchases: readonly CdnowPurchase[]) =>
  Array.from(
    Map.groupBy(purchases, ({ id }) => id),
    ([customerId, own]) => ({
      customerId,
      events: own.map(({ day, cents }, index) =>
        purchaseEvent(customerId, { date: dayToDate(day), amount: cents }, index),
      ),
    }),
  );

/** Counted from the file's lines alone: customers whose first line lies in one month and another one in a later month. */
const counter = (purchases: readonly CdnowPurchase[]) => {
  const lines = purchases
    .map(({ id, day }) => ({ id, month: dayToDate(day).slice(0, 7) }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const first = new Map<string, string>();
  for (const { id, month } of lines) if (!first.has(id)) first.set(id, month);
  return (cohort: string, month: string): number =>
    new Set(
      lines
        .filter((line) => line.month === month && first.get(line.id) === cohort)
        .map(({ id }) => id),
    ).size;
};

describe.skipIf(!hasCdnow)('cohorts and survival of CDNOW', () => {
  const context = (day: number) => ({ day, knownAt, policyVersion: 1, customers: 0 });

  it('count the full set as its file does: three cohorts of 23,570 customers', () => {
    const purchases = readCdnow('master');
    const { cohorts } = insightsOf(
      { ledgers: ledgersOf(purchases), isPart: false },
      { ...context(dataEnd), scoring: prepareScoring(null, defaultPolicy, 'USD') },
    );
    expect(cohorts.cohorts.map(({ month, customers }) => [month, customers])).toEqual([
      ['1997-01', 7_846],
      ['1997-02', 8_476],
      ['1997-03', 7_248],
    ]);
    expect(cohorts).toMatchObject({ lastMonth: '1998-06', lastMonthComplete: true });
    const count = counter(purchases);
    for (const { month, active } of cohorts.cohorts) {
      expect(active[1]).toBe(count(month, `1997-0${Number(month.slice(6)) + 1}`));
      expect(active.at(-1)).toBe(count(month, '1998-06'));
    }
    const cents = cohorts.cohorts.flatMap(({ revenue }) => revenue).reduce((a, b) => a + b, 0);
    expect(cents).toBe(purchases.reduce((sum, purchase) => sum + purchase.cents, 0));
  }, 120_000);

  it('follow the tiers of May 1997 to their ends, the best living longest', () => {
    const ledgers = ledgersOf(readCdnow('sample'));
    const model = fitModelVersion(
      ledgers.map(({ events }) => foldLedger(events).statistics),
      {
        day: dataEnd,
        policy: defaultPolicy,
        policyVersion: 1,
        currency: 'USD',
        fittedAt: knownAt,
      },
    );
    const scoring = prepareScoring(model, defaultPolicy, 'USD');
    const { churn } = insightsOf({ ledgers, isPart: false }, { ...context(dataEnd), scoring });
    expect(churn.survival?.customers).toBe(2_357);
    // Of everybody, 273 days of silence can be seen after every first purchase: the plain share who bought again.
    const once = ledgers.filter(({ events }) => {
      const days = [...new Set(events.map(({ day }) => day))].sort((a, b) => a - b);
      return days[1] === undefined || days[1] - (days[0] ?? 0) > 273;
    });
    expect(churn.survival?.months[0]?.survival).toBeCloseTo(1 - once.length / 2_357, 6);
    expect(churn.tiers?.landmark).toBe('1997-05-17');
    const means = churn.tiers?.groups.map(({ survival }) => survival.mean.days) ?? [];
    expect(churn.tiers?.groups.map(({ tier }) => tier)).toEqual(['high', 'mid', 'low']);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  }, 120_000);
});
