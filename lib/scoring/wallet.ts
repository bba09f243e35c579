import { dateToDay } from '../shared/time.ts';
import { monthsIn, netRevenue, yearUpTo } from './detail-value.ts';
import type { Evaluation } from './evaluate.ts';
import { expectedRevenue } from './expected-revenue.ts';
import { weeksPerYear } from './policy/value.ts';
import type { Scoring } from './scoring.ts';
import type { DetailFold } from './statistics.ts';

/** What a customer says to spend in our categories, against what was observed. Money in minor units. */
export interface Wallet {
  /** A year's spend, as it was stated. */
  readonly stated: number;
  /** Revenue after refunds in the last twelve calendar months. */
  readonly observed: number;
  /** observed / stated, at most 1; null where nothing is spent by the statement. */
  readonly share: number | null;
  readonly answeredAt: string;
  readonly ageDays: number;
  readonly isStale: boolean;
}

/** Share of wallet (science.md 6) by the last statement; null without one. */
export const walletOf = (
  { policy }: Pick<Scoring, 'policy'>,
  detail: Pick<DetailFold, 'answers' | 'months'>,
  day: number,
): Wallet | null => {
  const answer = detail.answers.wallet;
  if (answer === null) return null;
  const observed = netRevenue(monthsIn(detail, yearUpTo(day)));
  const ageDays = Math.max(0, day - dateToDay(answer.at.slice(0, 10)));
  return {
    stated: answer.value,
    observed,
    share: answer.value > 0 ? Math.min(1, Math.max(0, observed) / answer.value) : null,
    answeredAt: answer.at,
    ageDays,
    isStale: ageDays > policy.growth.walletMaxAgeDays,
  };
};

/**
 * The growth part of potential value (headroom, science.md 6): sum over the years h of the horizon of max(0, wallet -
 * own revenue expected in the year) x chance to win it x margin ratio / (1 + d)^h. A year begun counts with its part.
 * Never negative. Null without a fresh statement or without models.
 */
export const growthOf = (
  scoring: Scoring,
  wallet: Wallet | null,
  evaluation: Evaluation | null,
): number | null => {
  if (wallet === null || wallet.isStale || evaluation === null) return null;
  const { horizonWeeks, discountRatePerYear, marginRatio } = scoring.value;
  const perUnit = scoring.policy.growth.winChance * (marginRatio ?? 1);
  let sum = 0;
  for (let year = 1; (year - 1) * weeksPerYear < horizonWeeks; year += 1) {
    const from = (year - 1) * weeksPerYear;
    const to = Math.min(horizonWeeks, year * weeksPerYear);
    const own = expectedRevenue(scoring, evaluation.inputs, { from, to });
    if (own === null) return null;
    const part = (to - from) / weeksPerYear;
    const headroom = Math.max(0, wallet.stated * part - own);
    sum += (headroom * perUnit) / (1 + discountRatePerYear) ** year;
  }
  return sum;
};
