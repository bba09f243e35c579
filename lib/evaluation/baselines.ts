import type { Baselines } from '../scoring/evaluation-schema.ts';
import { areaUnderCurve } from './area-under-curve.ts';
import { countErrors } from './count-errors.ts';
import type { WindowCases } from './past.ts';
import { equalCountBins } from './ranks.ts';

const quintiles = 5;

/** What the naive scores are made of, customer by customer; higher means likelier to stay away. */
export interface NaiveScores {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly spend: readonly number[];
  /** -(R + F + M), quintiles 1 to 5 with 5 best; equal values split by order. */
  readonly rfm: readonly number[];
}

export const naiveScores = ({ cases, cutDay }: WindowCases): NaiveScores => {
  const recency = cases.map(({ statistics }) => cutDay - (statistics.lastDay ?? cutDay));
  const frequency = cases.map(({ statistics }) => -statistics.purchaseDays);
  const spend = cases.map(({ statistics }) => -statistics.total);
  const binned = [recency, frequency, spend].map((values) =>
    equalCountBins(
      values.map((value) => -value),
      quintiles,
    ),
  );
  const rfm = cases.map((_, index) =>
    binned.reduce((sum, bins) => sum - 1 - (bins[index] ?? 0), 0),
  );
  return { recency, frequency, spend, rfm };
};

/** Repeat purchases so far, scaled from the customer's time so far to the length of the window. */
const scaledFrequencies = ({ cases, cutDay, windowDays }: WindowCases): readonly number[] =>
  cases.map(({ statistics }) => {
    const tenure = cutDay - (statistics.firstDay ?? cutDay);
    return tenure === 0 ? 0 : ((statistics.purchaseDays - 1) * windowDays) / tenure;
  });

/** How good anybody is without a model: ranking by one column, or by RFM (science.md 3.2). */
export const baselinesOf = (window: WindowCases, naive: NaiveScores): Baselines => {
  const churned = window.cases.map(({ purchases }) => purchases === 0);
  const actual = window.cases.map(({ purchases }) => purchases);
  return {
    recency: areaUnderCurve(naive.recency, churned),
    frequency: areaUnderCurve(naive.frequency, churned),
    spend: areaUnderCurve(naive.spend, churned),
    rfm: areaUnderCurve(naive.rfm, churned),
    scaledFrequency: countErrors(scaledFrequencies(window), actual),
  };
};
