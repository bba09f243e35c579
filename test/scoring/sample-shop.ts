import { emptyDetail } from '../../lib/events/fold-detail.ts';
import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring, type Scoring } from '../../lib/scoring/scoring.ts';
import { emptyStatistics, noSignals, type Statistics } from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { drawGamma, generator, simulateHistories } from '../value/simulate-histories.ts';

/** The last day of the data of the sample shop. */
export const today = dateToDay('2026-06-30');

/** Customers of a shop that follows the models, in cents. */
export const sampleShop = (customers: number, seed = 1): readonly Statistics[] => {
  const random = generator(seed);
  return simulateHistories(customers, { r: 0.5, alpha: 5, a: 0.8, b: 2.5 }, seed).map(
    ({ x, tx, T }) => {
      const rate = drawGamma(random, 3.7) / 15;
      const spend = () => Math.round((drawGamma(random, 6.2) / rate) * 100);
      const firstDay = today - Math.round(T * 7);
      const firstDayTotal = spend();
      const repeats = Array.from({ length: x }, spend);
      const total = repeats.reduce((sum, amount) => sum + amount, firstDayTotal);
      // Whole days, and a repeat purchase is on another day than the first.
      const lastDay = Math.min(today, firstDay + (x === 0 ? 0 : Math.max(1, Math.round(tx * 7))));
      return {
        purchaseDays: x + 1,
        ...{ firstDay, lastDay, total, firstDayTotal },
        lastDayTotal: repeats.at(-1) ?? firstDayTotal,
        // Evenly spread between the first day and the last.
        daySum: Math.round(((x + 1) * (firstDay + lastDay)) / 2),
        signals: noSignals,
      };
    },
  );
};

const shop = sampleShop(4000);

export const fitConditions = {
  day: today,
  policy: defaultPolicy,
  policyVersion: 1,
  currency: 'USD',
  fittedAt: '2026-07-01T02:00:00.000Z',
};

export const sampleModel = fitModelVersion(shop, fitConditions);

/** Scoring with the model of the sample shop. */
export const sampleScoring = (policy: ScoringPolicy = defaultPolicy): Scoring =>
  prepareScoring(sampleModel, policy, 'USD');

export const noPurchases: Statistics = emptyStatistics;

/** A customer with `purchaseDays` evenly spread days up to `silentDays` ago, 40 dollars each. */
export const customer = (
  purchaseDays: number,
  { gapDays = 30, silentDays = 10 } = {},
): Statistics => ({
  purchaseDays,
  firstDay: today - silentDays - (purchaseDays - 1) * gapDays,
  lastDay: today - silentDays,
  total: purchaseDays * 4000,
  firstDayTotal: 4000,
  lastDayTotal: 4000,
  daySum: purchaseDays * (today - silentDays - ((purchaseDays - 1) * gapDays) / 2),
  signals: noSignals,
});

export { emptyDetail, shop };
