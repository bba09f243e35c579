import type { TransactionEvaluator } from '../value/transaction-model.ts';
import type { ChurnCase, ChurnWindow } from './churn-case.ts';
import { type churnSignals, type Scales, type Traits, traitsOf } from './churn-signals.ts';
import { logOddsOf, noPurchase } from './transaction-log-odds.ts';

/** The customers of a churn model with the transaction model's log odds of no purchase. */
export interface Measured {
  readonly traits: readonly Traits[];
  readonly logOdds: Float64Array;
  readonly meanLogOdds: number;
}

/** A training window, measured. */
export interface LearntWindow extends Measured {
  readonly cutDay: number;
  readonly windowDays: number;
  /** 1 where no purchase came, else 0. */
  readonly outcomes: Float64Array;
  readonly churned: number;
}

export const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Customers with a contract have a risk of their own and teach nothing about the others. */
const isOpen = ({ statistics }: ChurnCase): boolean => statistics.signals.contract === null;

const traitsOfOpen = (churnCase: ChurnCase, scales: Scales): Traits | null =>
  isOpen(churnCase) ? traitsOf(churnCase, scales) : null;

export const measure = (
  traits: readonly Traits[],
  transactions: TransactionEvaluator,
  horizonDays: number,
): Measured => {
  const logOdds = Float64Array.from(traits, (each) =>
    logOddsOf(noPurchase(transactions, each, horizonDays)),
  );
  return { traits, logOdds, meanLogOdds: meanOf(logOdds) };
};

/** Customers without a contract who had bought. */
export const openTraits = (cases: readonly ChurnCase[], scales: Scales): readonly Traits[] =>
  cases.flatMap((churnCase) => traitsOfOpen(churnCase, scales) ?? []);

export const learnWindow = (
  { cutDay, windowDays, cases, transactions }: ChurnWindow,
  scales: Scales,
): LearntWindow => {
  const known = cases.flatMap((churnCase) => {
    const traits = traitsOfOpen(churnCase, scales);
    return traits === null ? [] : [{ traits, churned: churnCase.churned }];
  });
  const outcomes = Float64Array.from(known, ({ churned }) => (churned ? 1 : 0));
  return {
    cutDay,
    windowDays,
    outcomes,
    churned: outcomes.reduce((sum, outcome) => sum + outcome, 0),
    ...measure(
      known.map(({ traits }) => traits),
      transactions,
      windowDays,
    ),
  };
};

/** Cases in which a signal must differ from its most usual value of 0 before anything is learnt from it. */
const casesMin = 20;
const spreadMin = 1e-6;

/** Whether the past says anything about a signal: enough cases have it, and it varies within a window. */
export const isTelling = (
  windows: readonly LearntWindow[],
  { of }: (typeof churnSignals)[number],
): boolean => {
  let cases = 0;
  let spread = 0;
  for (const { traits } of windows) {
    const values = Float64Array.from(traits, of);
    const mean = meanOf(values);
    cases += values.filter((value) => value !== 0).length;
    spread = values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), spread);
  }
  return cases >= casesMin && spread > spreadMin;
};
