import { z95 } from '../shared/intervals.ts';
import { sumOf } from './compensated-sum.ts';
import type { LoyaltyEffect } from './word-of-mouth.ts';

/** What one customer spent in a hold-out window, against what the model had expected, with the score given before. */
export interface LoyaltyCase {
  readonly nps: number;
  readonly actual: number;
  readonly predicted: number;
}

/** Fewer cases cannot carry a significance test. */
const casesMin = 30;

const sumBy = (cases: readonly LoyaltyCase[], term: (one: LoyaltyCase) => number): number =>
  sumOf(cases.map(term));

const byContent = (a: LoyaltyCase, b: LoyaltyCase): number =>
  a.nps - b.nps || a.predicted - b.predicted || a.actual - b.actual;

/**
 * eta of the loyalty factor: actual / predicted spend regressed on the recommendation score, weighted by predicted
 * spend (so that customers of whom nothing was expected do not rule), with the overall bias of the prediction taken
 * out. 0 unless it differs from 0 at 5 % by its heteroscedasticity-consistent standard error (White 1980).
 */
export const fitLoyaltyEffect = (given: readonly LoyaltyCase[]): LoyaltyEffect => {
  const cases = given.toSorted(byContent);
  const meanNps = cases.length === 0 ? 0 : sumBy(cases, ({ nps }) => nps) / cases.length;
  const none = { eta: 0, meanNps };
  const expected = sumBy(cases, ({ predicted }) => predicted);
  const spent = sumBy(cases, ({ actual }) => actual);
  if (cases.length < casesMin || expected <= 0 || spent <= 0) return none;
  const bias = spent / expected;
  const centre = sumBy(cases, ({ nps, predicted }) => nps * predicted) / expected;
  const spread = sumBy(cases, ({ nps, predicted }) => predicted * (nps - centre) ** 2);
  if (spread <= 0) return none;
  const residual = ({ actual, predicted }: LoyaltyCase) => actual / bias - predicted;
  const eta = sumBy(cases, (one) => residual(one) * (one.nps - centre)) / spread;
  const error = (one: LoyaltyCase) => residual(one) - eta * one.predicted * (one.nps - centre);
  const variance = sumBy(cases, (one) => (error(one) * (one.nps - centre)) ** 2) / spread ** 2;
  return Math.abs(eta) > z95 * Math.sqrt(variance) ? { eta, meanNps } : none;
};
