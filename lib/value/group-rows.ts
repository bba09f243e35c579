/** Distinct rows in a fixed order with how often each occurs. */
export interface GroupedRows {
  readonly columns: readonly Float64Array[];
  readonly counts: Float64Array;
}

interface Ranked {
  /** The distinct values, rising. */
  readonly values: Float64Array;
  readonly rankOf: ReadonlyMap<number, number>;
}

const rank = (column: Float64Array): Ranked => {
  const values = column.toSorted().filter((value, index, all) => value !== all[index - 1]);
  return { values, rankOf: new Map(Array.from(values, (value, index) => [value, index])) };
};

/** Runs of equal numbers in a sorted array: each number once, and how often it stands there. */
const runs = (
  sorted: Float64Array,
): { readonly keys: Float64Array; readonly counts: Float64Array } => {
  const starts = Uint32Array.from({ length: sorted.length }, (_, index) => index).filter(
    (index) => sorted[index] !== sorted[index - 1],
  );
  return {
    keys: Float64Array.from(starts, (start) => sorted[start] ?? 0),
    counts: Float64Array.from(
      starts,
      (start, index) => (starts[index + 1] ?? sorted.length) - start,
    ),
  };
};

/**
 * De-duplicates rows. Fits then cost time by distinct rows, their sums are shorter, and because the rows come out
 * sorted a fit does not depend on the order in which customers were read. A row is packed into one whole number by
 * the ranks of its values, because sorting plain numbers is many times faster than comparing rows.
 */
export const groupRows = (columns: readonly Float64Array[]): GroupedRows => {
  const ranked = columns.map(rank);
  if (
    ranked.reduce((product, { values }) => product * values.length, 1) > Number.MAX_SAFE_INTEGER
  ) {
    throw new RangeError('too many distinct values to pack a row into one number');
  }
  const packed = new Float64Array(columns[0]?.length ?? 0);
  for (const [index, { values, rankOf }] of ranked.entries()) {
    const column = columns[index] ?? packed;
    packed.forEach((key, row) => {
      packed[row] = key * values.length + (rankOf.get(column[row] ?? 0) ?? 0);
    });
  }
  const { keys, counts } = runs(packed.sort());
  const unpacked = ranked.toReversed().map(({ values }) =>
    Float64Array.from(keys, (key, row) => {
      const position = key % values.length;
      keys[row] = (key - position) / values.length;
      return values[position] ?? 0;
    }),
  );
  return { columns: unpacked.reverse(), counts };
};
