/** Square, symmetric, row by row. */
export type Matrix = readonly (readonly number[])[];

export interface Moments {
  readonly n: number;
  readonly means: readonly number[];
  /** Standard deviations of the sample (n − 1). */
  readonly deviations: readonly number[];
  /** Pearson's; 0 where a column does not vary. */
  readonly correlations: Matrix;
}

/** Means, deviations and correlations of complete rows, in two passes. */
export const momentsOf = (rows: readonly (readonly number[])[]): Moments => {
  const n = rows.length;
  const columns = rows[0]?.map((_, at) => at) ?? [];
  const means = columns.map((at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / n);
  const products = columns.map((a) =>
    columns.map((b) =>
      rows.reduce(
        (sum, row) => sum + ((row[a] ?? 0) - (means[a] ?? 0)) * ((row[b] ?? 0) - (means[b] ?? 0)),
        0,
      ),
    ),
  );
  const squares = columns.map((at) => products[at]?.[at] ?? 0);
  return {
    n,
    means,
    deviations: squares.map((square) => Math.sqrt(square / Math.max(1, n - 1))),
    correlations: columns.map((a) =>
      columns.map((b) => {
        const scale = Math.sqrt((squares[a] ?? 0) * (squares[b] ?? 0));
        if (a === b) return 1;
        return scale === 0 ? 0 : (products[a]?.[b] ?? 0) / scale;
      }),
    ),
  };
};

/** Below this share of its own variance a predictor is a sum of others. */
export const tolerance = 1e-6;

/** One row of the lower factor from those before it; undefined where the column is a sum of others. */
const factorRow = (
  row: readonly number[],
  lower: readonly (readonly number[])[],
): readonly number[] | undefined => {
  const own: number[] = [];
  for (const [j, before] of lower.entries()) {
    const rest = (row[j] ?? 0) - productTo(own, before, j);
    own.push(rest / (before[j] ?? 1));
  }
  const rest = (row[lower.length] ?? 0) - productTo(own, own, own.length);
  return rest < tolerance ? undefined : [...own, Math.sqrt(rest)];
};

const productTo = (a: readonly number[], b: readonly number[], end: number): number =>
  a.slice(0, end).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** The lower factor of a correlation matrix (Cholesky); undefined where a column is a sum of others. */
const cholesky = (matrix: Matrix): readonly (readonly number[])[] | undefined => {
  const lower: (readonly number[])[] = [];
  for (const row of matrix) {
    const own = factorRow(row, lower);
    if (!own) return undefined;
    lower.push(own);
  }
  return lower;
};

/** The solution of `matrix · x = right` by Cholesky's factors; undefined where the matrix is singular. */
export const solve = (matrix: Matrix, right: readonly number[]): readonly number[] | undefined => {
  const lower = cholesky(matrix);
  if (!lower) return undefined;
  const forward: number[] = [];
  for (const [i, row] of lower.entries()) {
    const rest = forward.reduce((sum, value, k) => sum - (row[k] ?? 0) * value, right[i] ?? 0);
    forward.push(rest / (row[i] ?? 1));
  }
  const solution = new Array<number>(right.length).fill(0);
  for (let i = right.length - 1; i >= 0; i -= 1) {
    let rest = forward[i] ?? 0;
    for (let k = i + 1; k < right.length; k += 1) rest -= (lower[k]?.[i] ?? 0) * (solution[k] ?? 0);
    solution[i] = rest / (lower[i]?.[i] ?? 1);
  }
  return solution;
};
