/** Distinct rows in a fixed order with how often each occurs. */
export interface GroupedRows {
  readonly columns: readonly Float64Array[];
  readonly counts: Float64Array;
}

interface Ranked {
  readonly ranks: Float64Array;
  readonly distinct: number;
}

/** Numbers the distinct values from below. Native sorting of plain numbers is many times faster than comparing rows. */
const rank = (values: Float64Array): Ranked => {
  const rankOf = new Map<number, number>();
  for (const value of values.toSorted()) {
    if (!rankOf.has(value)) rankOf.set(value, rankOf.size);
  }
  return { ranks: values.map((value) => rankOf.get(value) ?? 0), distinct: rankOf.size };
};

/** Numbers the distinct pairs; exact up to 90 million rows, where the product of the ranks passes 2^53. */
const rankPairs = (first: Ranked, values: Float64Array): Ranked => {
  const second = rank(values);
  const pair = (high: number, row: number): number =>
    high * second.distinct + (second.ranks[row] ?? 0);
  return rank(first.ranks.map(pair));
};

/**
 * De-duplicates rows. Fits then cost time by distinct rows, their sums are shorter, and because the rows come out
 * sorted a fit does not depend on the order in which customers were read.
 */
export const groupRows = (columns: readonly Float64Array[]): GroupedRows => {
  const size = columns[0]?.length ?? 0;
  const all: Ranked = { ranks: new Float64Array(size), distinct: 1 };
  const { ranks, distinct } = columns.reduce(rankPairs, all);
  const counts = new Float64Array(size === 0 ? 0 : distinct);
  const rows = new Uint32Array(counts.length);
  ranks.forEach((position, row) => {
    counts[position] = (counts[position] ?? 0) + 1;
    rows[position] = row;
  });
  return {
    columns: columns.map((column) => Float64Array.from(rows, (row) => column[row] ?? 0)),
    counts,
  };
};
