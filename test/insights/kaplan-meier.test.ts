import { describe, expect, it } from 'vitest';
import { kaplanMeier, stepAt, survivalInterval } from '../../lib/insights/kaplan-meier.ts';
import type { Life } from '../../lib/insights/life.ts';
import { survivalSummary } from '../../lib/insights/survival-summary.ts';

const ended = (...days: number[]): Life[] => days.map((length) => ({ days: length, ended: true }));
const censored = (...days: number[]): Life[] =>
  days.map((length) => ({ days: length, ended: false }));

/** Weeks in remission of leukaemia (Freireich et al., Blood 21 (1963) 699-716), the example of most textbooks. */
const mercaptopurine = [
  ...ended(6, 6, 6, 7, 10, 13, 16, 22, 23),
  ...censored(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
];
const placebo = ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

describe('the product-limit estimate', () => {
  const steps = kaplanMeier(mercaptopurine);

  it('gives the published estimates and standard errors of the 6-MP group', () => {
    const table = steps.map(({ days, atRisk, events, survival, varianceOfLog }) => [
      days,
      atRisk,
      events,
      survival.toFixed(4),
      (survival * Math.sqrt(varianceOfLog)).toFixed(4),
    ]);
    expect(table).toEqual([
      [6, 21, 3, '0.8571', '0.0764'],
      [7, 17, 1, '0.8067', '0.0869'],
      [10, 15, 1, '0.7529', '0.0963'],
      [13, 12, 1, '0.6902', '0.1068'],
      [16, 11, 1, '0.6275', '0.1141'],
      [22, 7, 1, '0.5378', '0.1282'],
      [23, 6, 1, '0.4482', '0.1346'],
    ]);
  });

  it('gives the published median and mean of both groups', () => {
    const treated = survivalSummary(mercaptopurine);
    expect(treated?.median).toEqual({ days: 23, interval: [13, null] });
    // 6 + .8571 + 3 (.8067 + .7529 + .6902) + 6 (.6275) + .5378 + 12 (.4482), restricted to 35 weeks.
    expect(treated?.mean).toEqual({ days: 23.29, standardError: 2.83, untilDays: 35 });
    const untreated = survivalSummary(placebo);
    expect(untreated?.median).toEqual({ days: 8, interval: [4, 11] });
    // Nobody is censored: the mean of the 21 lengths, and its standard error with n instead of n - 1.
    const lengths = placebo.map(({ days }) => days);
    const mean = lengths.reduce((sum, days) => sum + days, 0) / 21;
    const spread = Math.sqrt(lengths.reduce((sum, days) => sum + (days - mean) ** 2, 0)) / 21;
    expect(untreated?.mean).toMatchObject({ days: 8.67, untilDays: 23 });
    expect(untreated?.mean.standardError).toBeCloseTo(spread, 2);
  });

  it('is the plain share where nobody is censored', () => {
    for (const { days, survival } of kaplanMeier(placebo))
      expect(survival).toBeCloseTo(placebo.filter((life) => life.days > days).length / 21, 12);
  });

  it('has an interval on the log-log scale that holds the estimate and stays within 0 and 1', () => {
    // By hand at 10 weeks: ln S = -.2838, sqrt(V) = .1280, exp(± 1.96 * .1280 / .2838) = 2.420 and .4132.
    const [low, high] = survivalInterval(stepAt(steps, 12) ?? steps[0] ?? fail()) ?? fail();
    expect([low, high].map((value) => value.toFixed(3))).toEqual(['0.503', '0.889']);
    expect(survivalInterval({ survival: 1, varianceOfLog: 0 })).toBeNull();
    expect(survivalInterval({ survival: 0, varianceOfLog: Number.POSITIVE_INFINITY })).toBeNull();
  });

  it('holds from each step to the next, and everybody survives before the first', () => {
    expect(stepAt(steps, 5)).toBeUndefined();
    expect(stepAt(steps, 6)?.days).toBe(6);
    expect(stepAt(steps, 21)?.days).toBe(16);
    expect(stepAt(steps, 1_000)?.days).toBe(23);
  });

  it('does not depend on the order of the lives', () => {
    expect(kaplanMeier(mercaptopurine.toReversed())).toEqual(steps);
  });
});

const fail = (): never => {
  throw new Error('missing');
};
