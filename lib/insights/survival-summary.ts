import { roundTo } from '../scoring/round-to.ts';
import { daysPerMonth } from '../shared/time.ts';
import type { SurvivalMonth, SurvivalSummary } from './aggregates.ts';
import { kaplanMeier, type SurvivalStep, stepAt, survivalInterval } from './kaplan-meier.ts';
import type { Life } from './life.ts';

/** Ten years: no curve is longer. */
const monthsMax = 120;

/**
 * What a survival curve says, in the few numbers that are stored; null of no lives. `restrictDays`, for groups that are
 * compared, must be a length up to which every life that did not end was seen.
 */
export const survivalSummary = (
  lives: readonly Life[],
  { restrictDays }: { readonly restrictDays?: number } = {},
): SurvivalSummary | null => {
  if (lives.length === 0) return null;
  const steps = kaplanMeier(lives);
  const lengths = lives.map(({ days }) => days).sort((a, b) => a - b);
  const seenDays = lengths.at(-1) ?? 0;
  return {
    customers: lives.length,
    ended: lives.filter(({ ended }) => ended).length,
    median: medianOf(steps),
    mean: restrictedMean(steps, restrictDays ?? seenDays),
    months: curveOf(steps, lengths),
  };
};

/** First length of life at which the step function has fallen to a half. */
const crossing = (
  steps: readonly SurvivalStep[],
  value: (step: SurvivalStep) => number,
): number | null => steps.find((step) => value(step) <= 0.5)?.days ?? null;

/**
 * The smallest t with S(t) <= 1/2, and the interval of all t whose own interval holds 1/2 (Brookmeyer and Crowley,
 * Biometrics 38 (1982) 29-41). An end that the data do not reach is null.
 */
const medianOf = (steps: readonly SurvivalStep[]): SurvivalSummary['median'] => ({
  days: crossing(steps, ({ survival }) => survival),
  interval: [
    crossing(steps, (step) => survivalInterval(step)?.[0] ?? step.survival),
    crossing(steps, (step) => survivalInterval(step)?.[1] ?? step.survival),
  ],
});

/**
 * Mean life within the first `untilDays`: the area under the curve, because beyond what was seen nothing is known of
 * it. Standard error: sum of A_i^2 d_i / (n_i (n_i - d_i)), A_i the area from t_i on (Klein and Moeschberger 2003,
 * eq. 4.5.2).
 */
const restrictedMean = (
  steps: readonly SurvivalStep[],
  untilDays: number,
): SurvivalSummary['mean'] => {
  let area = 0;
  let variance = 0;
  let end = untilDays;
  for (const { days, survival, atRisk, events } of steps.toReversed()) {
    if (days >= untilDays) continue;
    area += survival * (end - days);
    end = days;
    if (atRisk > events) variance += (area ** 2 * events) / (atRisk * (atRisk - events));
  }
  area += end;
  return { days: roundTo(area, 2), standardError: roundTo(Math.sqrt(variance), 2), untilDays };
};

const curveOf = (steps: readonly SurvivalStep[], lengths: readonly number[]): SurvivalMonth[] => {
  const seenDays = lengths.at(-1) ?? 0;
  const last = Math.min(monthsMax, Math.floor(seenDays / daysPerMonth));
  let before = 1;
  return Array.from({ length: last + 1 }, (_, month) => {
    const days = Math.floor(month * daysPerMonth);
    const step = stepAt(steps, days);
    const survival = step?.survival ?? 1;
    const interval = step ? survivalInterval(step) : null;
    const hazard = before > 0 ? roundTo(1 - survival / before, 6) : null;
    before = survival;
    return {
      month,
      atRisk: lengths.length - countBelow(lengths, days),
      survival: roundTo(survival, 6),
      interval: interval && [roundTo(interval[0], 6), roundTo(interval[1], 6)],
      hazard,
    };
  });
};

/** How many of the rising lengths are smaller. */
const countBelow = (lengths: readonly number[], days: number): number => {
  let low = 0;
  let high = lengths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] ?? 0) < days) low = middle + 1;
    else high = middle;
  }
  return low;
};
