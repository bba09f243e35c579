import { fitModelVersion } from '../../lib/scoring/fit-model.ts';
import { defaultPolicy, type ScoringPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring, type Scoring } from '../../lib/scoring/scoring.ts';
import type { DetailFold, Statistics } from '../../lib/scoring/statistics.ts';
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
      const rest = Array.from({ length: x }, spend).reduce((sum, amount) => sum + amount, 0);
      // Whole days, and a repeat purchase is on another day than the first.
      const lastDay = Math.min(today, firstDay + (x === 0 ? 0 : Math.max(1, Math.round(tx * 7))));
      return { purchaseDays: x + 1, firstDay, lastDay, total: firstDayTotal + rest, firstDayTotal };
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

export const noPurchases: Statistics = {
  purchaseDays: 0,
  firstDay: null,
  lastDay: null,
  total: 0,
  firstDayTotal: 0,
};

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
});

export const emptyDetail: DetailFold = {
  months: {},
  categories: {},
  counters: { visits: 0, contacts: 0, complaints: 0, referrals: 0, notes: 0 },
  answers: { nps: null, csat: null, ces: null },
  refundedTotal: 0,
};

export { shop };
