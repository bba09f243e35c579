import * as z from 'zod';

/** Bounds of a horizon that is measured, in days: a week to five years. */
export const horizonDaysRange = { min: 7, max: 1825 } as const;

/** Percentiles that a definition of churn by gaps may name. */
export const gapPercentiles = { min: 0.5, max: 0.99 } as const;

/** Percentiles of the table, in hundredths. */
const [first, last] = [gapPercentiles.min * 100, gapPercentiles.max * 100];

/** The gaps between neighbouring purchase days of a sample, by percentile: a horizon by any of them needs no new fit. */
export const GapQuantiles = z.strictObject({
  gaps: z.int().positive().meta({ description: 'Gaps that were measured.' }),
  days: z
    .array(z.int().nonnegative())
    .length(last - first + 1)
    .meta({ description: 'Gaps at the percentiles 50 to 99, one a percentile.' }),
});
export type GapQuantiles = z.infer<typeof GapQuantiles>;

/** Measures the gaps of a sample; null without one. Gaps that are not closed yet are not counted. */
export const gapQuantiles = (
  customers: Iterable<readonly { readonly day: number }[]>,
): GapQuantiles | null => {
  const gaps: number[] = [];
  for (const days of customers) {
    let before: number | null = null;
    for (const { day } of days) {
      if (before !== null) gaps.push(day - before);
      before = day;
    }
  }
  if (gaps.length === 0) return null;
  const sorted = Float64Array.from(gaps).sort();
  const days = Array.from({ length: last - first + 1 }, (_, index) => {
    const rank = Math.ceil(((first + index) * sorted.length) / 100);
    return sorted[Math.max(0, rank - 1)] ?? 0;
  });
  return { gaps: gaps.length, days };
};

/**
 * The churn definition by gaps: the horizon is the percentile of all gaps, so that a silence as long as that is rare.
 * In whole days; between two percentiles of the table on the line that joins them.
 */
export const horizonFromGaps = ({ days }: GapQuantiles, percentile: number): number => {
  const position = Math.min(last - first, Math.max(0, percentile * 100 - first));
  const below = Math.floor(position);
  const low = days[below] ?? 0;
  const gap = low + (position - below) * ((days[below + 1] ?? low) - low);
  return Math.min(horizonDaysRange.max, Math.max(horizonDaysRange.min, Math.round(gap)));
};
