import { logistic } from '../value/log-space.ts';

/** Rows of a logistic regression. */
export interface LogisticRows {
  /** Row after row, `size` columns each. */
  readonly columns: Float64Array;
  readonly size: number;
  /** Log odds that are given, one a row. */
  readonly offsets: Float64Array;
  /** 1 where the outcome came, else 0. */
  readonly outcomes: Float64Array;
}

/** What is known of a coefficient before the data: Normal(0, 1 / precision) within its bounds. */
export interface CoefficientPrior {
  readonly precision: number;
  readonly min: number;
  readonly max: number;
}

const iterationsMax = 50;
const sweepsMax = 200;
const tolerance = 1e-9;

/** Gradient and Hessian of the log posterior at the coefficients. */
const derivatives = (
  { columns, size, offsets, outcomes }: LogisticRows,
  coefficients: Float64Array,
  priors: readonly CoefficientPrior[],
): { gradient: Float64Array; hessian: Float64Array } => {
  const gradient = coefficients.map((value, j) => -value * (priors[j]?.precision ?? 0));
  const hessian = new Float64Array(size * size);
  priors.forEach(({ precision }, j) => {
    hessian[j * size + j] = precision;
  });
  for (let row = 0; row < outcomes.length; row += 1) {
    const cells = columns.subarray(row * size, (row + 1) * size);
    let logOdds = offsets[row] ?? 0;
    for (let j = 0; j < size; j += 1) logOdds += (cells[j] ?? 0) * (coefficients[j] ?? 0);
    const mean = logistic(logOdds);
    const weight = mean * (1 - mean);
    const rest = (outcomes[row] ?? 0) - mean;
    addOuter(hessian, cells, weight);
    for (let j = 0; j < size; j += 1) gradient[j] = (gradient[j] ?? 0) + rest * (cells[j] ?? 0);
  }
  return { gradient, hessian };
};

const addOuter = (hessian: Float64Array, cells: Float64Array, weight: number): void => {
  const size = cells.length;
  for (let i = 0; i < size; i += 1) {
    const left = weight * (cells[i] ?? 0);
    if (left === 0) continue;
    for (let j = 0; j < size; j += 1) {
      hessian[i * size + j] = (hessian[i * size + j] ?? 0) + left * (cells[j] ?? 0);
    }
  }
};

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Moves one coordinate of the step to its optimum within the bounds; tells how far. */
const moveCoordinate = (
  { step, rest, hessian }: { step: Float64Array; rest: Float64Array; hessian: Float64Array },
  j: number,
  [min, max]: readonly [number, number],
): number => {
  const size = step.length;
  const curvature = hessian[j * size + j] ?? 0;
  const taken = step[j] ?? 0;
  if (!(curvature > 0)) return 0;
  const wanted = Math.min(Math.max(taken + (rest[j] ?? 0) / curvature, min), max);
  const change = wanted - taken;
  step[j] = wanted;
  for (let i = 0; change !== 0 && i < size; i += 1) {
    rest[i] = (rest[i] ?? 0) - (hessian[i * size + j] ?? 0) * change;
  }
  return Math.abs(change);
};

/** The Newton step within the bounds: a quadratic programme, solved coordinate by coordinate. */
const boundedStep = (
  { gradient, hessian }: { gradient: Float64Array; hessian: Float64Array },
  coefficients: Float64Array,
  priors: readonly CoefficientPrior[],
): Float64Array => {
  const step = new Float64Array(coefficients.length);
  const rest = Float64Array.from(gradient);
  for (let sweep = 0; sweep < sweepsMax; sweep += 1) {
    let moved = 0;
    for (const [j, { min, max }] of priors.entries()) {
      const known = coefficients[j] ?? 0;
      const bounds = [min - known, max - known] as const;
      moved = Math.max(moved, moveCoordinate({ step, rest, hessian }, j, bounds));
    }
    if (moved < tolerance) break;
  }
  return step;
};

/** A step longer than this in log odds is shortened: far from the optimum the quadratic is no guide. */
const stepMax = 2;

/**
 * The coefficients of greatest posterior probability of a logistic regression with Normal priors cut at bounds, by
 * Newton steps (iteratively reweighted least squares; McCullagh and Nelder, Generalized Linear Models, 2.5). The priors
 * make the optimum unique and finite whatever the data.
 */
export const fitBoundedLogistic = (
  rows: LogisticRows,
  priors: readonly CoefficientPrior[],
): Float64Array => {
  const coefficients = new Float64Array(rows.size);
  for (let iteration = 0; iteration < iterationsMax; iteration += 1) {
    const step = boundedStep(derivatives(rows, coefficients, priors), coefficients, priors);
    const length = largest(step);
    const scale = length > stepMax ? stepMax / length : 1;
    step.forEach((change, j) => {
      coefficients[j] = (coefficients[j] ?? 0) + scale * change;
    });
    if (length < tolerance) break;
  }
  return coefficients;
};
