/** Bounds of a horizon that is measured, in days: a week to five years. */
export const horizonDaysRange = { min: 7, max: 1825 } as const;

/**
 * The churn definition by gaps: the horizon is the percentile of all gaps between neighbouring purchase days of the
 * sample, so that a silence as long as that is rare. Null without a gap. Gaps that are not closed yet are not counted.
 */
export const horizonFromGaps = (
  customers: Iterable<readonly { readonly day: number }[]>,
  percentile: number,
): number | null => {
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
  const gap = sorted[Math.max(0, Math.ceil(percentile * sorted.length) - 1)] ?? 0;
  return Math.min(horizonDaysRange.max, Math.max(horizonDaysRange.min, Math.round(gap)));
};
