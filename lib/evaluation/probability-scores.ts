import type { CalibrationBin, ChurnScores } from '../scoring/evaluation-schema.ts';
import { areaUnderCurve } from './area-under-curve.ts';
import { equalCountBins } from './ranks.ts';

const bins = 10;
/** A probability of exactly 0 or 1 that fails costs this much instead of everything: ln 1e15 = 34.5. */
const probabilityMin = 1e-15;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/** (p - y)^2 of each case (Brier 1950). */
export const brierLosses = (
  probabilities: readonly number[],
  labels: readonly boolean[],
): readonly number[] =>
  probabilities.map((probability, index) => (probability - Number(labels[index] === true)) ** 2);

/** -ln of the probability that was given to what came, each case. */
export const logLosses = (
  probabilities: readonly number[],
  labels: readonly boolean[],
): readonly number[] =>
  probabilities.map(
    (probability, index) =>
      -Math.log(Math.max(labels[index] === true ? probability : 1 - probability, probabilityMin)),
  );

/** Mean probability and observed share in ten bins of equal count, the lowest probabilities first. */
export const calibrationOf = (
  probabilities: readonly number[],
  labels: readonly boolean[],
): readonly CalibrationBin[] => {
  const binOf = equalCountBins(probabilities, bins);
  const sums = Array.from({ length: bins }, () => ({ predicted: 0, observed: 0, n: 0 }));
  probabilities.forEach((probability, index) => {
    const bin = sums[binOf[index] ?? 0];
    if (bin === undefined) return;
    bin.predicted += probability;
    bin.observed += Number(labels[index] === true);
    bin.n += 1;
  });
  return sums
    .filter(({ n }) => n > 0)
    .map(({ predicted, observed, n }) => ({ predicted: predicted / n, observed: observed / n, n }));
};

/** Expected calibration error: the mean distance of predicted and observed, weighted by the size of the bins. */
export const calibrationError = (calibration: readonly CalibrationBin[]): number => {
  const cases = calibration.reduce((sum, { n }) => sum + n, 0);
  const distances = calibration.map((bin) => bin.n * Math.abs(bin.predicted - bin.observed));
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(cases, 1);
};

/** All that is reported of probabilities against what came true. */
export const churnScores = (
  probabilities: readonly number[],
  labels: readonly boolean[],
): ChurnScores => {
  const calibration = calibrationOf(probabilities, labels);
  return {
    auc: areaUnderCurve(probabilities, labels),
    brier: meanOf(brierLosses(probabilities, labels)),
    logLoss: meanOf(logLosses(probabilities, labels)),
    ece10: calibrationError(calibration),
    calibration: [...calibration],
  };
};
