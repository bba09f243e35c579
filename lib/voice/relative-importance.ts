import { type Matrix, solve } from './correlations.ts';

/** Subsets double with each predictor: 4,096 small systems at this many. */
export const predictorsMax = 12;

/** R² of the outcome on a subset of predictors, from correlations alone. */
const rSquared = (between: Matrix, withOutcome: readonly number[]): number => {
  const slopes = solve(between, withOutcome);
  if (!slopes) throw new Error('predictors must not be sums of one another');
  return slopes.reduce((sum, slope, at) => sum + slope * (withOutcome[at] ?? 0), 0);
};

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

const sizeOf = (subset: number): number => (subset === 0 ? 0 : (subset & 1) + sizeOf(subset >>> 1));

/**
 * How R² divides among correlated predictors: the mean increase that each brings over all orders of
 * entry (Lindeman, Merenda, Gold 1980, p. 119; Shapley's value of the game whose worth is R²). The
 * shares add up to R², and none is negative. Grömping, J. Stat. Software 17 (2006), section 2.3.
 */
export const shapleyShares = (
  between: Matrix,
  withOutcome: readonly number[],
): readonly number[] => {
  const count = withOutcome.length;
  if (count > predictorsMax) throw new Error(`at most ${predictorsMax} predictors`);
  const worths = Array.from({ length: 1 << count }, (_, subset) => {
    const members = withOutcome.flatMap((_value, at) => (subset & (1 << at) ? [at] : []));
    return rSquared(
      members.map((a) => members.map((b) => between[a]?.[b] ?? 0)),
      members.map((at) => withOutcome[at] ?? 0),
    );
  });
  return withOutcome.map((_, at) =>
    worths.reduce((sum, worth, subset) => {
      if (subset & (1 << at)) return sum;
      const size = sizeOf(subset);
      const weight = (factorial(size) * factorial(count - size - 1)) / factorial(count);
      return sum + weight * ((worths[subset | (1 << at)] ?? 0) - worth);
    }, 0),
  );
};
