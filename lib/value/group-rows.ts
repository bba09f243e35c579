/** Distinct rows in a fixed order with how often each occurs. */
export interface GroupedRows {
  readonly columns: readonly Float64Array[];
  readonly counts: Float64Array;
}

const compareAt =
  (columns: readonly Float64Array[]) =>
  (left: number, right: number): number => {
    for (const column of columns) {
      const difference = (column[left] ?? 0) - (column[right] ?? 0);
      if (difference !== 0) {
        return difference;
      }
    }
    return 0;
  };

/**
 * De-duplicates rows. Fits then cost time by distinct rows, their sums are shorter, and because the rows come out
 * sorted a fit does not depend on the order in which customers were read.
 */
export const groupRows = (columns: readonly Float64Array[]): GroupedRows => {
  const size = columns[0]?.length ?? 0;
  const compare = compareAt(columns);
  const order = Uint32Array.from({ length: size }, (_, index) => index).sort(compare);
  const starts: number[] = [];
  order.forEach((row, position) => {
    if (position === 0 || compare(order[position - 1] ?? 0, row) !== 0) {
      starts.push(position);
    }
  });
  const firstRows = starts.map((position) => order[position] ?? 0);
  return {
    columns: columns.map((column) => Float64Array.from(firstRows, (row) => column[row] ?? 0)),
    counts: Float64Array.from(starts, (position, index) => (starts[index + 1] ?? size) - position),
  };
};
