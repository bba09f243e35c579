import type { Scoring } from './scoring.ts';
import { type ModelInputs, type Statistics, toModelInputs } from './statistics.ts';

/** Weeks from now: the beginning and the end of a stretch of time. */
export interface WeekSpan {
  readonly from: number;
  readonly to: number;
}

/** E[purchases in the span] x E[spend], in minor units, not discounted, before any margin; null without both models. */
export const expectedRevenue = (
  { transactions, spend, currencyExponent }: Scoring,
  inputs: ModelInputs,
  { from, to }: WeekSpan,
): number | null => {
  if (transactions === null || spend === null) return null;
  const purchases =
    transactions.expectedPurchases(inputs, to) -
    (from === 0 ? 0 : transactions.expectedPurchases(inputs, from));
  return purchases * spend.expectedSpend(inputs) * 10 ** currencyExponent;
};

/** The revenue expected of a customer in the days after a day; null before the first purchase. */
export const expectedRevenueAfter = (
  scoring: Scoring,
  statistics: Statistics,
  { day, days }: { readonly day: number; readonly days: number },
): number | null => {
  const inputs = toModelInputs(statistics, day, scoring.currencyExponent);
  return inputs && expectedRevenue(scoring, inputs, { from: 0, to: days / 7 });
};
