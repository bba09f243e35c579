/** Quantile 0.975 of the normal distribution: two-sided 95 %. */
export const z95 = 1.959963984540054;

/**
 * The 95 % score interval of a share, 0 to 1 (Wilson, JASA 22 (1927) 209-212): it holds for small n, and neither leaves
 * 0 to 1 nor collapses at the ends. Needs n > 0.
 */
export const wilsonInterval = (hits: number, n: number): readonly [number, number] => {
  const share = hits / n;
  const weight = 1 + z95 ** 2 / n;
  const middle = (share + z95 ** 2 / (2 * n)) / weight;
  const half = (z95 * Math.sqrt((share * (1 - share)) / n + (z95 / (2 * n)) ** 2)) / weight;
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
};
