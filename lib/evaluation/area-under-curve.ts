import { midranks } from './ranks.ts';

/** Which cases came true. */
type Labels = readonly boolean[];

const split = (
  values: ArrayLike<number>,
  labels: Labels,
): { readonly positive: Float64Array; readonly negative: Float64Array } => ({
  positive: Float64Array.from(values).filter((_, index) => labels[index] === true),
  negative: Float64Array.from(values).filter((_, index) => labels[index] !== true),
});

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample covariance; 0 of a single pair. */
const covariance = (left: Float64Array, right: Float64Array): number => {
  if (left.length < 2) return 0;
  const [meanLeft, meanRight] = [mean(left), mean(right)];
  const sum = left.reduce(
    (total, value, index) => total + (value - meanLeft) * ((right[index] ?? 0) - meanRight),
    0,
  );
  return sum / (left.length - 1);
};

/** For each positive case the share of negatives below it, for each negative the share of positives above it. */
interface Placements {
  readonly area: number;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/**
 * By midranks in O(n log n): a case's rank among all, less its rank within its own class, is how many of the other
 * class lie below it (Sun and Xu, IEEE Signal Processing Letters 21 (2014) 1389, algorithm 2).
 */
const placementsOf = (scores: ArrayLike<number>, labels: Labels): Placements | null => {
  const own = split(scores, labels);
  const positives = own.positive.length;
  const negatives = own.negative.length;
  if (positives === 0 || negatives === 0) return null;
  const all = split(midranks(scores), labels);
  const ownPositive = midranks(own.positive);
  const ownNegative = midranks(own.negative);
  const positive = all.positive.map(
    (rank, index) => (rank - (ownPositive[index] ?? 0)) / negatives,
  );
  const negative = all.negative.map(
    (rank, index) => 1 - (rank - (ownNegative[index] ?? 0)) / positives,
  );
  return { area: mean(positive), positive, negative };
};

/**
 * Area under the ROC curve: the probability that a case that came true scores above one that did not, ties counting
 * one half (Hanley and McNeil 1982). Null where all cases or none came true.
 */
export const areaUnderCurve = (scores: ArrayLike<number>, labels: Labels): number | null =>
  placementsOf(scores, labels)?.area ?? null;

/** A difference with its standard error; both on the scale of what is compared. */
export interface Difference {
  readonly difference: number;
  readonly standardError: number;
}

/**
 * AUC of the first score less that of the second on the same cases, with the standard error of this paired difference
 * (DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837, equation 5). Null where all or none came true.
 */
export const areaDifference = (
  [first, second]: readonly [ArrayLike<number>, ArrayLike<number>],
  labels: Labels,
): Difference | null => {
  const one = placementsOf(first, labels);
  const other = placementsOf(second, labels);
  if (one === null || other === null) return null;
  const positive = one.positive.map((value, index) => value - (other.positive[index] ?? 0));
  const negative = one.negative.map((value, index) => value - (other.negative[index] ?? 0));
  const variance =
    covariance(positive, positive) / positive.length +
    covariance(negative, negative) / negative.length;
  return { difference: one.area - other.area, standardError: Math.sqrt(variance) };
};

/** Mean of paired losses, the first less the second, with the standard error of that mean; null of nothing. */
export const meanDifference = (
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): Difference | null => {
  if (first.length === 0) return null;
  const differences = Float64Array.from(first, (value, index) => value - (second[index] ?? 0));
  return {
    difference: mean(differences),
    standardError: Math.sqrt(covariance(differences, differences) / differences.length),
  };
};
