/** Positions of the values from the smallest to the largest; equal values keep their order. */
export const risingOrder = (values: ArrayLike<number>): Uint32Array =>
  Uint32Array.from(values, (_, index) => index).sort(
    (left, right) => (values[left] ?? 0) - (values[right] ?? 0) || left - right,
  );

/** Midranks, from 1: equal values share the mean of the ranks that they take together. */
export const midranks = (values: ArrayLike<number>): Float64Array => {
  const order = risingOrder(values);
  const ranks = new Float64Array(order.length);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] ?? 0];
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === value) end += 1;
    for (let place = start; place < end; place += 1) {
      ranks[order[place] ?? 0] = (start + 1 + end) / 2;
    }
    start = end;
  }
  return ranks;
};

/**
 * Bins of equal count, 0 to `bins` - 1, rising with the value. Equal values are split by their order, so that every bin
 * is full: the convention of the published baselines (shared/science.md 3.3).
 */
export const equalCountBins = (values: ArrayLike<number>, bins: number): Uint8Array => {
  const binOf = new Uint8Array(values.length);
  risingOrder(values).forEach((index, place) => {
    binOf[index] = Math.floor((place * bins) / values.length);
  });
  return binOf;
};
