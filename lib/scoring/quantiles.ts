/** The values at given shares from below (inverse of the empirical distribution); zeros of an empty set. */
export const quantiles = (
  values: readonly number[],
  shares: readonly number[],
): readonly number[] => {
  const sorted = Float64Array.from(values).sort();
  return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
};

/** The least values of levels that each take a share of the values, the best level first. */
export const quantileBounds = (
  levels: readonly { readonly id: string; readonly share: number }[],
  values: readonly number[],
): { id: string; from: number }[] => {
  let share = 0;
  const cuts = levels.map((level) => {
    share += level.share;
    return 1 - share;
  });
  const bounds = quantiles(values, cuts);
  return levels.map(({ id }, index) => ({ id, from: bounds[index] ?? 0 }));
};
