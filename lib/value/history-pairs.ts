import type { GroupedRows } from './group-rows.ts';

/**
 * The distinct pairs of x and a time, be it tx or T. All that costs time in the likelihood is a function of such a pair,
 * and there are far fewer of them than rows: 20,000 among the 330,000 rows of a million customers of two years
 * in days.
 */
export interface Pairs {
  readonly x: Float64Array;
  readonly time: Float64Array;
  /** The pair of x and T, and that of x and tx, by row. */
  readonly end: Uint32Array;
  readonly last: Uint32Array;
}

/** Finds the pairs of rows sorted by x, as they come from groupRows with the columns x, T, tx. */
export const pairsOf = ({ columns, counts }: GroupedRows): Pairs => {
  const [x = counts, T = counts, tx = counts] = columns;
  const [xs, times]: [number[], number[]] = [[], []];
  const known = new Map<number, number>();
  const pairOf = (row: number, time: number): number => {
    const found = known.get(time);
    if (found !== undefined) return found;
    known.set(time, xs.length);
    xs.push(x[row] ?? 0);
    return times.push(time) - 1;
  };
  const [end, last] = [new Uint32Array(counts.length), new Uint32Array(counts.length)];
  for (let row = 0; row < counts.length; row += 1) {
    // Rows come sorted by x.
    if (x[row] !== x[row - 1]) known.clear();
    end[row] = pairOf(row, T[row] ?? 0);
    last[row] = pairOf(row, tx[row] ?? 0);
  }
  return { x: Float64Array.from(xs), time: Float64Array.from(times), end, last };
};
