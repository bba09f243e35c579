import { logistic } from '../value/log-space.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import { type ChurnSignal, churnSignals, type Scales } from './churn-signals.ts';
import { type Measured, meanOf, measure, openTraits } from './learnt-windows.ts';
import { shiftToMean } from './level-shift.ts';
import { scalesOf } from './scales.ts';

/** Everybody as of today: whom the level is set for, with the transaction model that is published. */
export interface ChurnPopulation {
  readonly cases: readonly ChurnCase[];
  readonly transactions: TransactionEvaluator;
}

export type WeighedSignal = Pick<ChurnSignal, 'name' | 'of'> & { readonly coefficient: number };

/** What was learnt from past windows. */
export interface Learnt {
  readonly modelWeight: number;
  readonly levelShift: number;
  readonly signals: readonly WeighedSignal[];
}

export const measurePopulation = (
  { cases, transactions }: ChurnPopulation,
  scales: Scales,
  horizonDays: number,
): Measured => measure(openTraits(cases, scales), transactions, horizonDays);

/** Log odds of everybody before the level is set. */
const uncalibrated = (
  { traits, logOdds, meanLogOdds }: Measured,
  { modelWeight, signals }: Learnt,
): readonly number[] =>
  traits.map((each, index) => {
    const own = (logOdds[index] ?? 0) - meanLogOdds;
    const start = meanLogOdds + modelWeight * own;
    return signals.reduce((sum, { coefficient, of }) => sum + coefficient * of(each), start);
  });

/**
 * Sets the level of what was learnt for today's customers: that of the transaction model, moved by what past windows
 * showed. Parts are counted from the mean of each signal.
 */
export const calibrate = (
  today: Measured,
  learnt: Learnt,
): Pick<ChurnModel, 'modelMean' | 'intercept' | 'signals'> => {
  const mean = meanOf(today.logOdds.map((value) => logistic(value + learnt.levelShift)));
  return {
    modelMean: today.meanLogOdds,
    intercept: shiftToMean(uncalibrated(today, learnt), mean),
    signals: learnt.signals.map(({ name, coefficient, of }) => ({
      signal: name,
      coefficient,
      mean: meanOf(Float64Array.from(today.traits, of)),
    })),
  };
};

const weighed = ({ signals }: ChurnModel): readonly WeighedSignal[] =>
  signals.flatMap(({ signal, coefficient }) => {
    const row = churnSignals.find(({ name }) => name === signal);
    return row === undefined ? [] : [{ name: row.name, of: row.of, coefficient }];
  });

/**
 * A fitted model carried to another horizon without a new fit: the level is set again for today's customers, what was
 * learnt from past windows (weights, shift of the level, renewals) stays. Windows cut for the new horizon may teach otherwise.
 */
export const carriedTo = (
  model: ChurnModel,
  horizonDays: number,
  population: ChurnPopulation,
): ChurnModel => {
  if (model.kind !== 'combined') return { ...model, horizonDays };
  const today = measurePopulation(population, scalesOf(model, horizonDays), horizonDays);
  if (today.traits.length === 0) return { ...model, horizonDays };
  return { ...model, horizonDays, ...calibrate(today, { ...model, signals: weighed(model) }) };
};
