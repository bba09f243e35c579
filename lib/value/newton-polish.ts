import { type Minimum, maxNorm, type Objective } from './bfgs.ts';

/** Half-width of the central difference of the gradient, in log parameters. */
const halfWidth = 1e-4;
const stepsMax = 3;
const stepLongest = 0.1;

/** The Hessian at `point` by central differences of the analytic gradient, made symmetric. */
export const hessianAt = (objective: Objective, point: Float64Array): Float64Array[] => {
  const rows = Array.from(point, (_, index) => {
    const sides = [halfWidth, -halfWidth].map((offset) => {
      const moved = Float64Array.from(point);
      moved[index] = (point[index] ?? 0) + offset;
      const gradient = new Float64Array(point.length);
      objective(moved, gradient);
      return gradient;
    });
    return Float64Array.from(
      point,
      (__, j) => ((sides[0]?.[j] ?? 0) - (sides[1]?.[j] ?? 0)) / (2 * halfWidth),
    );
  });
  return rows.map((row, i) => row.map((cell, j) => (cell + (rows[j]?.[i] ?? 0)) / 2));
};

/** The inverse of a positive definite matrix by Gauss-Jordan without pivoting, or null where it is not one. */
export const invertDefinite = (matrix: readonly Float64Array[]): Float64Array[] | null => {
  const size = matrix.length;
  const work = matrix.map((row, i) =>
    Float64Array.from({ length: 2 * size }, (_, j) =>
      j < size ? (row[j] ?? 0) : j === size + i ? 1 : 0,
    ),
  );
  for (const [column, pivotRow] of work.entries()) {
    const pivot = pivotRow[column] ?? 0;
    if (!(pivot > 1e-14)) {
      return null;
    }
    work[column] = pivotRow.map((cell) => cell / pivot);
    const scaled = work[column] ?? pivotRow;
    work.forEach((row, index) => {
      const factor = index === column ? 0 : (row[column] ?? 0);
      row.forEach((cell, j) => {
        row[j] = cell - factor * (scaled[j] ?? 0);
      });
    });
  }
  return work.map((row) => row.slice(size));
};

export interface Polished {
  readonly minimum: Minimum;
  /** Inverse of the Hessian at the end, null where it is not positive definite. */
  readonly inverse: readonly Float64Array[] | null;
}

const newtonStep = (
  objective: Objective,
  best: Minimum,
  inverse: readonly Float64Array[],
): Minimum | null => {
  const move = inverse.map((row) =>
    row.reduce((sum, cell, j) => sum - cell * (best.gradient[j] ?? 0), 0),
  );
  if (move.some((component) => !(Math.abs(component) <= stepLongest))) return null;
  const point = best.point.map((component, index) => component + (move[index] ?? 0));
  const gradient = new Float64Array(point.length);
  const value = objective(point, gradient);
  const gradientNorm = maxNorm(gradient);
  // Outside the bounds the objective is infinite and has no gradient: that is no improvement.
  const improves = Number.isFinite(value) && gradientNorm < best.gradientNorm;
  return improves ? { ...best, point, value, gradient, gradientNorm } : null;
};

/**
 * Newton steps behind BFGS, with one Hessian for all of them. They take away the error that BFGS leaves in flat
 * directions, so that the same data in days and in weeks give the same predictions to 1e-8; a step that does not
 * shrink the gradient is not taken.
 */
export const polish = (objective: Objective, minimum: Minimum): Polished => {
  const inverse = invertDefinite(hessianAt(objective, minimum.point));
  let best = minimum;
  for (let step = 0; inverse !== null && step < stepsMax; step += 1) {
    const next = newtonStep(objective, best, inverse);
    if (next === null) break;
    best = next;
  }
  return { minimum: best, inverse };
};
