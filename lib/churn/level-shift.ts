import { logistic } from '../value/log-space.ts';

const iterationsMax = 60;
const tolerance = 1e-12;

/**
 * The log odds that, added to all of these, give them this mean probability. Newton from 0; the mean rises in the
 * shift, so it is unique.
 */
export const shiftToMean = (logOdds: readonly number[], mean: number): number => {
  let shift = 0;
  for (let iteration = 0; iteration < iterationsMax; iteration += 1) {
    let sum = 0;
    let slope = 0;
    for (const value of logOdds) {
      const probability = logistic(value + shift);
      sum += probability;
      slope += probability * (1 - probability);
    }
    if (!(slope > 0)) break;
    const step = (mean * logOdds.length - sum) / slope;
    shift += Math.min(2, Math.max(-2, step));
    if (Math.abs(step) < tolerance) break;
  }
  return shift;
};

/** How far one window was off. */
export interface WindowShift {
  readonly shift: number;
  /** Sum of p (1 - p): the precision of the shift as far as chance goes. */
  readonly information: number;
}

/** Standard deviation of a shift from window to window (seasons, campaigns), in log odds. */
const windowDeviation = 0.3;

/**
 * The shift to expect in the next window. One window's season is not the next one's: beyond chance, each is an
 * observation with the deviation above, and no shift at all weighs as much as one large window.
 */
export const expectedShift = (windows: readonly WindowShift[]): number => {
  const prior = 1 / windowDeviation ** 2;
  let weights = prior;
  let sum = 0;
  for (const { shift, information } of windows.filter((each) => each.information > 0)) {
    const weight = 1 / (windowDeviation ** 2 + 1 / information);
    weights += weight;
    sum += weight * shift;
  }
  return sum / weights;
};
