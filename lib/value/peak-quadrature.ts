/** Nodes of a quadrature rule and their weights, the density of the integrand and the step among them. */
export interface WeightedNodes {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** A positive integrand over the whole line with a single peak. */
export interface Peak {
  readonly logDensity: (y: number) => number;
  /** Derivative of the log density, or anything of the same sign: positive left of the peak, negative right of it. */
  readonly slope: (y: number) => number;
}

/** e^-40 of the peak is below rounding. */
const negligible = 40;
/** Half of what a normal density needs for e^-40: a lopsided peak is steeper on one side. */
const stepMax = 0.16;
const stepsPerDeviation = 3;
/** The peak of every integrand here lies within e^-700 and e^700: beyond, a double has no number. */
const outermost = 700;
const halvings = 60;

const bisect = (isLeft: (y: number) => boolean, from: number, to: number): number => {
  let [left, right] = [from, to];
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (left + right) / 2;
    if (isLeft(middle)) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
};

/** How far from the peak, in the given direction, the log density has fallen by `drop`, and not much further. */
const reach = (
  { logDensity }: Peak,
  mode: number,
  { sign, drop }: { sign: 1 | -1; drop: number },
) => {
  const floor = logDensity(mode) - drop;
  let distance = 1e-6;
  while (logDensity(mode + sign * distance) > floor) {
    distance *= 1.5;
  }
  return distance;
};

/**
 * The trapezoidal rule on all of the line that matters: for analytic integrands that die exponentially it converges
 * geometrically in the step (Trefethen and Weideman 2014), so that steps short against the width of the peak leave no error.
 */
export const peakNodes = (peak: Peak): WeightedNodes => {
  const mode = bisect((y) => peak.slope(y) > 0, -outermost, outermost);
  const [left, right] = ([-1, 1] as const).map((sign) => ({
    // Where a normal density has fallen by half there is one standard deviation.
    deviation: reach(peak, mode, { sign, drop: 0.5 }),
    end: reach(peak, mode, { sign, drop: negligible }),
  }));
  const deviation = Math.min(left?.deviation ?? 1, right?.deviation ?? 1);
  const step = Math.min(stepMax, deviation / stepsPerDeviation);
  const before = Math.ceil((left?.end ?? 0) / step);
  const after = Math.ceil((right?.end ?? 0) / step);
  const nodes = Float64Array.from(
    { length: before + after + 1 },
    (_, index) => mode + (index - before) * step,
  );
  return { nodes, weights: nodes.map((y) => step * Math.exp(peak.logDensity(y))) };
};
