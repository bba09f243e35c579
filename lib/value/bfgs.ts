/** Returns the value at `point` and writes the gradient there into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Largest absolute component of the gradient. */
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly stop: 'gradient' | 'change' | 'no_descent' | 'iterations';
}

interface State {
  point: Float64Array;
  value: number;
  gradient: Float64Array;
}

const gradientTolerance = 1e-9;
/** Rounding of the mean objective; a gradient test alone can run for minutes without improving it. */
const changeTolerance = 1e-15;
const iterationsMax = 500;
const halvingsMax = 60;
const armijo = 1e-4;
/** A step that multiplies a parameter by more than e^2 is a leap of faith. */
const stepMax = 2;

const dot = (u: Float64Array, v: Float64Array): number =>
  u.reduce((sum, component, index) => sum + component * (v[index] ?? 0), 0);

/** Largest absolute component. */
export const maxNorm = (vector: Float64Array): number =>
  vector.reduce((largest, component) => Math.max(largest, Math.abs(component)), 0);

const identity = (size: number): Float64Array[] =>
  Array.from({ length: size }, (_, row) => {
    const cells = new Float64Array(size);
    cells[row] = 1;
    return cells;
  });

const descend = (inverse: readonly Float64Array[], gradient: Float64Array): Float64Array => {
  const direction = Float64Array.from(inverse, (row) => -dot(row, gradient));
  const longest = maxNorm(direction);
  return longest > stepMax
    ? direction.map((component) => (component * stepMax) / longest)
    : direction;
};

/** Backtracking by quadratic interpolation until the Armijo condition holds; null where no step descends. */
const searchLine = (objective: Objective, from: State, direction: Float64Array): State | null => {
  const slope = dot(from.gradient, direction);
  let step = 1;
  for (let halving = 0; slope < 0 && halving < halvingsMax; halving += 1) {
    const point = from.point.map((component, index) => component + step * (direction[index] ?? 0));
    const gradient = new Float64Array(point.length);
    const value = objective(point, gradient);
    if (value <= from.value + armijo * step * slope) {
      return { point, value, gradient };
    }
    const best = (-slope * step * step) / (2 * (value - from.value - slope * step));
    step = Number.isFinite(best) ? Math.min(Math.max(best, step / 10), step / 2) : step / 10;
  }
  return null;
};

/** The BFGS update of the inverse Hessian (Nocedal and Wright, Numerical Optimization, 6.17), in place. */
const updateInverse = (inverse: Float64Array[], before: State, after: State): void => {
  const moved = after.point.map((component, index) => component - (before.point[index] ?? 0));
  const turned = after.gradient.map(
    (component, index) => component - (before.gradient[index] ?? 0),
  );
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-300)) {
    return;
  }
  const product = Float64Array.from(inverse, (row) => dot(row, turned));
  const scale = (1 + dot(turned, product) / curvature) / curvature;
  inverse.forEach((row, i) => {
    const movedI = moved[i] ?? 0;
    const productI = product[i] ?? 0;
    row.forEach((cell, j) => {
      const crossed = productI * (moved[j] ?? 0) + movedI * (product[j] ?? 0);
      row[j] = cell + scale * movedI * (moved[j] ?? 0) - crossed / curvature;
    });
  });
};

const toMinimum = (state: State, iterations: number, stop: Minimum['stop']): Minimum => ({
  point: state.point,
  value: state.value,
  gradient: state.gradient,
  gradientNorm: maxNorm(state.gradient),
  iterations,
  stop,
});

/**
 * Minimises a smooth function by BFGS. It stops on a small gradient or when two steps in a row no longer change the
 * value, and always returns where it got to: whether that is a good place is for the caller to judge.
 */
export const minimise = (objective: Objective, start: Float64Array): Minimum => {
  const gradient = new Float64Array(start.length);
  let state: State = { point: start, value: objective(start, gradient), gradient };
  let inverse = identity(start.length);
  let fresh = true;
  let still = 0;
  for (let iteration = 0; iteration < iterationsMax; iteration += 1) {
    if (maxNorm(state.gradient) <= gradientTolerance) {
      return toMinimum(state, iteration, 'gradient');
    }
    const next = searchLine(objective, state, descend(inverse, state.gradient));
    if (next === null) {
      if (fresh) {
        return toMinimum(state, iteration, 'no_descent');
      }
      inverse = identity(start.length);
      fresh = true;
      continue;
    }
    still =
      Math.abs(state.value - next.value) <= changeTolerance * Math.abs(next.value) ? still + 1 : 0;
    updateInverse(inverse, state, next);
    state = next;
    fresh = false;
    if (still >= 2) {
      return toMinimum(state, iteration + 1, 'change');
    }
  }
  return toMinimum(state, iterationsMax, 'iterations');
};
