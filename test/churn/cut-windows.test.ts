import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GapQuantiles, gapQuantiles, horizonFromGaps } from '../../lib/churn/churn-horizon.ts';
import { cutWindows } from '../../lib/churn/cut-windows.ts';

describe('windows of the past', () => {
  it('stand to the days before them as the horizon to all days, the hold-out as long as can be', () => {
    const { training, holdOut } = cutWindows({ firstDay: 1, lastDay: 273 }, 273);
    expect(training).toEqual([
      { cutDay: 137, windowDays: 136 },
      { cutDay: 183, windowDays: 90 },
    ]);
    expect(holdOut).toEqual({ cutDay: 137, windowDays: 136 });
  });

  it('are nearly the horizon with years of data, three of them back to back', () => {
    const { training, holdOut } = cutWindows({ firstDay: 1, lastDay: 3650 }, 273);
    expect(training).toEqual([
      { cutDay: 3396, windowDays: 254 },
      { cutDay: 3142, windowDays: 254 },
      { cutDay: 2888, windowDays: 254 },
    ]);
    expect(holdOut).toEqual({ cutDay: 3377, windowDays: 273 });
  });

  it('lie within the data with no less before them than in them, and never two on the same days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 4000 }),
        fc.integer({ min: 7, max: 1825 }),
        (firstDay, length, horizonDays) => {
          const lastDay = firstDay + length;
          const { training, holdOut } = cutWindows({ firstDay, lastDay }, horizonDays);
          for (const { cutDay, windowDays } of [...training, ...(holdOut ? [holdOut] : [])]) {
            expect(windowDays).toBeGreaterThanOrEqual(14);
            expect(windowDays).toBeLessThanOrEqual(horizonDays);
            expect(cutDay - firstDay + 1).toBeGreaterThanOrEqual(windowDays);
            expect(cutDay + windowDays).toBeLessThanOrEqual(lastDay);
          }
          expect(new Set(training.map(({ cutDay }) => cutDay)).size).toBe(training.length);
        },
      ),
    );
    expect(cutWindows({ firstDay: 0, lastDay: 20 }, 90)).toEqual({ training: [], holdOut: null });
  });
});

describe('horizon by gaps', () => {
  const of = (...days: readonly number[]) => days.map((day) => ({ day }));
  const horizon = (customers: ReturnType<typeof of>[], percentile: number): number | null => {
    const gaps = gapQuantiles(customers);
    return gaps && horizonFromGaps(GapQuantiles.parse(gaps), percentile);
  };

  it('is the percentile of all gaps between purchase days', () => {
    const customers = [of(0, 10, 30, 60), of(5, 45), of(7)];
    expect(gapQuantiles(customers)?.gaps).toBe(4);
    expect(horizon(customers, 0.5)).toBe(20);
    expect(horizon(customers, 0.9)).toBe(40);
    expect(horizon(customers.toReversed(), 0.9)).toBe(40);
  });

  it('is known at every percentile: that of the gaps themselves, and between two of them', () => {
    const customers = Array.from({ length: 200 }, (_, index) => of(0, 2 * (index + 1)));
    for (const [percentile, days] of [
      [0.5, 200],
      [0.505, 202],
      [0.57, 228],
      [0.99, 396],
    ] as const)
      expect(horizon(customers, percentile)).toBe(days);
  });

  it('stays between a week and five years, and is unknown without a gap', () => {
    expect(horizon([of(1, 2)], 0.9)).toBe(7);
    expect(horizon([of(0, 5000)], 0.9)).toBe(1825);
    expect(horizon([of(3), []], 0.9)).toBeNull();
  });
});
