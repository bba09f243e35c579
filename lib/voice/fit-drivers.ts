import { studentQuantile } from '../surveys/interval.ts';
import { type Matrix, type Moments, momentsOf, solve } from './correlations.ts';
import { shapleyShares } from './relative-importance.ts';

/** What one predictor does to the outcome when the others are held. */
export interface Effect {
  /** Standardised: deviations of the outcome for one deviation of the predictor. */
  readonly coefficient: number;
  /** 95 %, by Student's t; the deviations of the sample are taken as known. */
  readonly interval: readonly [number, number];
  readonly correlation: number;
  readonly partialCorrelation: number;
  /** Part of R² (relative-importance.ts). */
  readonly importance: number;
  /** Variance inflation: 1 where no other predictor says the same, above 5 a warning. */
  readonly vif: number;
  readonly mean: number;
}

export interface DriverFit {
  readonly n: number;
  readonly rSquared: number;
  readonly rSquaredAdjusted: number;
  readonly effects: readonly Effect[];
}

const columnOf = (matrix: Matrix, at: number): readonly number[] =>
  matrix.map((row) => row[at] ?? 0);

/**
 * Least squares of the first column on the others, on complete rows, with the importance of each.
 * Undefined where a predictor is a sum of others or nothing is left to estimate the error from.
 */
export const fitDrivers = (rows: readonly (readonly number[])[]): DriverFit | undefined => {
  const moments = momentsOf(rows);
  const between = moments.correlations.slice(1).map((row) => row.slice(1));
  const withOutcome = columnOf(moments.correlations, 0).slice(1);
  const degrees = moments.n - withOutcome.length - 1;
  const slopes = solve(between, withOutcome);
  if (!slopes || slopes.length === 0 || degrees < 1) return undefined;
  const explained = slopes.reduce((sum, slope, at) => sum + slope * (withOutcome[at] ?? 0), 0);
  const rSquared = Math.min(1, Math.max(0, explained));
  const importances = shapleyShares(between, withOutcome);
  return {
    n: moments.n,
    rSquared,
    rSquaredAdjusted: 1 - ((1 - rSquared) * (moments.n - 1)) / degrees,
    effects: slopes.map((coefficient, at) =>
      effectOf({ coefficient, at, moments, between, rSquared, degrees, importances }),
    ),
  };
};

const effectOf = ({
  coefficient,
  at,
  moments,
  between,
  rSquared,
  degrees,
  importances,
}: {
  readonly coefficient: number;
  readonly at: number;
  readonly moments: Moments;
  readonly between: Matrix;
  readonly rSquared: number;
  readonly degrees: number;
  readonly importances: readonly number[];
}): Effect => {
  const unit = between.map((_, other) => (other === at ? 1 : 0));
  // The diagonal of the inverse of the correlations is the variance inflation.
  const vif = solve(between, unit)?.[at] ?? Number.POSITIVE_INFINITY;
  const error = Math.sqrt(((1 - rSquared) * vif) / degrees);
  const half = studentQuantile(degrees) * error;
  return {
    coefficient,
    interval: [coefficient - half, coefficient + half],
    correlation: moments.correlations[0]?.[at + 1] ?? 0,
    // r = t / √(t² + degrees), with t = coefficient / error.
    partialCorrelation: coefficient / Math.hypot(coefficient, error * Math.sqrt(degrees)) || 0,
    // Never negative but for rounding.
    importance: Math.max(0, importances[at] ?? 0),
    vif,
    mean: moments.means[at + 1] ?? 0,
  };
};
