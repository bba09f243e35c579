import { dayToDate } from '../shared/time.ts';
import { logistic } from '../value/log-space.ts';
import { type CoefficientPrior, fitBoundedLogistic } from './bounded-logistic.ts';
import { type ChurnPopulation, calibrate, measurePopulation } from './calibrate.ts';
import type { ChurnCase, ChurnWindow } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import { type ChurnSignal, churnSignals } from './churn-signals.ts';
import { fitRenewals } from './fit-renewals.ts';
import { isTelling, type LearntWindow, learnWindow, type Measured } from './learnt-windows.ts';
import { expectedShift, shiftToMean } from './level-shift.ts';
import { fittedScales, scalesOf } from './scales.ts';
import { typicalHistory } from './typical-history.ts';

export interface ChurnConditions {
  readonly horizonDays: number;
  /** Days after its end in which a contract may still be renewed. */
  readonly contractGraceDays: number;
  /** Null where no transaction model can be fitted. */
  readonly current: ChurnPopulation | null;
  /** Cases with a contract, whose renewals need no transaction model; those of `current` where there is one. */
  readonly contracts?: readonly ChurnCase[];
}

/** Customers of either outcome in all windows together, below which nothing is learnt. */
const outcomesMin = 50;

/**
 * Standard deviation of a coefficient before the data, in log odds per natural unit: at two of them a unit doubles the
 * odds. Strong on purpose, a signal must earn its say; hundreds of cases outweigh it.
 */
const coefficientDeviation = 0.35;
/** Levels of windows are theirs alone and all but free. */
const levelDeviation = 10;
const coefficientMax = 20;
/** The transaction model keeps at least a tenth of its say, so that the risk rises with silence. */
const modelWeightMin = 0.1;

const priorOf = ({ effect }: ChurnSignal): CoefficientPrior => ({
  precision: 1 / coefficientDeviation ** 2,
  min: effect === 'raises' ? 0 : -coefficientMax,
  max: effect === 'lowers' ? 0 : coefficientMax,
});

/**
 * One level a window, the transaction model's log odds about their mean, then the signals. The transaction model must
 * earn its say as they do: it is drawn to none, not to its own scale, because a horizon that is longer than the windows
 * stretches its log odds further than what is seen of them.
 */
const fitCoefficients = (
  windows: readonly LearntWindow[],
  signals: readonly ChurnSignal[],
): { readonly modelWeight: number; readonly coefficients: readonly number[] } => {
  const levels = windows.length;
  const size = levels + 1 + signals.length;
  const rows = windows.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const columns = new Float64Array(rows * size);
  let row = 0;
  for (const [index, { traits, logOdds, meanLogOdds }] of windows.entries()) {
    for (const [customer, each] of traits.entries()) {
      const start = row * size;
      columns[start + index] = 1;
      columns[start + levels] = (logOdds[customer] ?? 0) - meanLogOdds;
      for (const [j, { of }] of signals.entries()) columns[start + levels + 1 + j] = of(each);
      row += 1;
    }
  }
  const level = { precision: 1 / levelDeviation ** 2, min: -coefficientMax, max: coefficientMax };
  const weight = {
    precision: 1 / coefficientDeviation ** 2,
    min: modelWeightMin,
    max: coefficientMax,
  };
  const fitted = fitBoundedLogistic(
    {
      columns,
      size,
      offsets: Float64Array.from(
        windows.flatMap(({ logOdds, meanLogOdds }) => [...logOdds].map(() => meanLogOdds)),
      ),
      outcomes: Float64Array.from(windows.flatMap(({ outcomes }) => [...outcomes])),
    },
    [...windows.map(() => level), weight, ...signals.map(priorOf)],
  );
  return {
    modelWeight: fitted[levels] ?? modelWeightMin,
    coefficients: [...fitted.slice(levels + 1)],
  };
};

const informationOf = (logOdds: Float64Array, shift: number): number =>
  logOdds.reduce((sum, value) => {
    const probability = logistic(value + shift);
    return sum + probability * (1 - probability);
  }, 0);

const lessonsOf = (windows: readonly LearntWindow[]): ChurnModel['lessons'] =>
  windows.map(({ cutDay, windowDays, logOdds, outcomes, churned }) => ({
    cut: dayToDate(cutDay),
    days: windowDays,
    customers: outcomes.length,
    churned,
    shift: shiftToMean([...logOdds], kept(churned, outcomes.length)),
  }));

/** A share as it is estimated with half a case of either outcome more, so that its log odds are finite. */
const kept = (count: number, of: number): number => (count + 0.5) / (of + 1);

/** What the longest windows, which are closest to the horizon, say about the level. */
const levelShiftOf = (windows: readonly LearntWindow[], lessons: ChurnModel['lessons']): number => {
  const longest = Math.max(...windows.map(({ windowDays }) => windowDays));
  return expectedShift(
    windows.flatMap(({ windowDays, logOdds }, index) => {
      const shift = lessons[index]?.shift ?? 0;
      const information = informationOf(logOdds, shift);
      return windowDays === longest ? [{ shift, information }] : [];
    }),
  );
};

const nobody: Measured = { traits: [], logOdds: new Float64Array(), meanLogOdds: 0 };

/**
 * Fits the churn model on past windows of the own ledger: a logistic regression on what the transaction model says of
 * the window and on the signals, with strong priors. The learnt corrections are carried to the horizon on the log odds; the
 * level is that of the transaction model over today's customers, moved by what past windows showed. Too little data
 * give the kind `transactions`, never an exception.
 */
export const fitChurn = (
  windows: readonly ChurnWindow[],
  { horizonDays, current, contractGraceDays, contracts = [] }: ChurnConditions,
): ChurnModel => {
  const fitted = fittedScales(current?.cases ?? []);
  const scales = scalesOf(fitted, horizonDays);
  const today = current ? measurePopulation(current, scales, horizonDays) : nobody;
  const learnt = windows
    .map((window) => learnWindow(window, scales))
    .filter(({ outcomes }) => outcomes.length > 0);
  const lessons = lessonsOf(learnt);
  const plain: ChurnModel = {
    kind: 'transactions',
    horizonDays,
    lessons,
    levelShift: 0,
    intercept: 0,
    modelWeight: 1,
    modelMean: today.meanLogOdds,
    ...fitted,
    signals: [],
    unused: churnSignals.map(({ name }) => name),
    typical: typicalHistory(today.traits),
    renewals: fitRenewals(current?.cases ?? contracts, contractGraceDays),
  };
  const churned = learnt.reduce((sum, window) => sum + window.churned, 0);
  const stayed = learnt.reduce((sum, window) => sum + window.outcomes.length, 0) - churned;
  if (Math.min(churned, stayed) < outcomesMin || today.traits.length === 0) return plain;
  return { ...plain, kind: 'combined', ...combine(learnt, today, lessons) };
};

type Combined = Pick<
  ChurnModel,
  'levelShift' | 'modelMean' | 'intercept' | 'modelWeight' | 'signals' | 'unused'
>;

const combine = (
  learnt: readonly LearntWindow[],
  today: Measured,
  lessons: ChurnModel['lessons'],
): Combined => {
  const telling = churnSignals.filter((signal) => isTelling(learnt, signal));
  const { modelWeight, coefficients } = fitCoefficients(learnt, telling);
  const fitted = telling.map((signal, index) => ({
    ...signal,
    coefficient: coefficients[index] ?? 0,
  }));
  const levelShift = levelShiftOf(learnt, lessons);
  return {
    levelShift,
    modelWeight,
    ...calibrate(today, { modelWeight, levelShift, signals: fitted }),
    unused: churnSignals.filter((signal) => !telling.includes(signal)).map(({ name }) => name),
  };
};
