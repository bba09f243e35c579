/** The values at given shares from below (inverse of the empirical distribution); zeros of an empty set. */
export const quantiles = (
  values: readonly number[],
  shares: readonly number[],
): readonly number[] => {
  const sorted = Float64Array.from(values).sort();
  return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
};
