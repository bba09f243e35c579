import { z95 } from '../shared/intervals.ts';
import type { Life } from './life.ts';

/** The estimate from one length of life on, up to the next step. */
export interface SurvivalStep {
  /** A length of life at which somebody's ended, in days. */
  readonly days: number;
  /** Lives known to be so long at least. */
  readonly atRisk: number;
  readonly events: number;
  /** P(life longer than `days`). */
  readonly survival: number;
  /** Greenwood's sum of d / (n (n - d)) so far: the variance of ln S. Infinite where S is 0. */
  readonly varianceOfLog: number;
}

/**
 * The product-limit estimate S(t) = product of (1 - d_i / n_i) over t_i <= t (Kaplan and Meier, JASA 53 (1958)
 * 457-481, eq. 2b), with the variance of Greenwood (1926). Lives censored at t are at risk at t. The order of the
 * lives does not matter.
 */
export const kaplanMeier = (lives: readonly Life[]): readonly SurvivalStep[] => {
  const counts = new Map<number, { ended: number; all: number }>();
  for (const { days, ended } of lives) {
    const count = counts.get(days) ?? { ended: 0, all: 0 };
    count.all += 1;
    if (ended) count.ended += 1;
    counts.set(days, count);
  }
  const steps: SurvivalStep[] = [];
  let atRisk = lives.length;
  let survival = 1;
  let varianceOfLog = 0;
  for (const [days, { ended, all }] of [...counts].sort(([a], [b]) => a - b)) {
    if (ended > 0) {
      survival *= 1 - ended / atRisk;
      varianceOfLog += ended / (atRisk * (atRisk - ended));
      steps.push({ days, atRisk, events: ended, survival, varianceOfLog });
    }
    atRisk -= all;
  }
  return steps;
};

/** The step that holds at a length of life; undefined before the first end, where everybody survives. */
export const stepAt = (steps: readonly SurvivalStep[], days: number): SurvivalStep | undefined =>
  steps.findLast((step) => step.days <= days);

/**
 * Pointwise 95 % interval on the scale log(-log S), which stays within 0 and 1 and holds for small n: S to the power
 * exp(± z sqrt(V) / ln S) (Kalbfleisch and Prentice 1980, section 1.4). Null where S is 1 or 0: nothing is known there
 * of the spread.
 */
export const survivalInterval = ({
  survival,
  varianceOfLog,
}: Pick<SurvivalStep, 'survival' | 'varianceOfLog'>): readonly [number, number] | null => {
  if (survival >= 1 || survival <= 0) return null;
  const width = (z95 * Math.sqrt(varianceOfLog)) / Math.log(survival);
  return [survival ** Math.exp(-width), survival ** Math.exp(width)];
};
