/** Bounds between levels, rising; level i lies from bound i - 1 (inclusive) to bound i. */
export interface Levels {
  readonly bounds: readonly number[];
  /** How far above a bound a value must be to rise past it, and how far below to fall past it. */
  readonly above: (bound: number) => number;
  readonly below: (bound: number) => number;
}

/**
 * The level of a value, given the stored one. A stored level is left only when its bound is passed by the margin, so
 * that a value that moves about a bound does not change class each time.
 */
export const levelOf = (
  value: number,
  { bounds, above, below }: Levels,
  stored: number | null,
): number => {
  if (stored === null) return bounds.filter((bound) => value >= bound).length;
  let level = stored;
  while (level < bounds.length && value >= above(bounds[level] ?? Number.POSITIVE_INFINITY))
    level += 1;
  while (level > 0 && value < below(bounds[level - 1] ?? Number.NEGATIVE_INFINITY)) level -= 1;
  return level;
};
