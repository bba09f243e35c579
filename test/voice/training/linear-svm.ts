/** A row of a sparse matrix. */
export interface SparseRow {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export interface Problem {
  readonly rows: readonly SparseRow[];
  readonly columns: number;
  /** 1 or −1 for each row. */
  readonly targets: Int8Array;
  /** Cost of an error in each row. */
  readonly costs: Float64Array;
}

const passes = 40;

/** A fixed sequence of numbers below 2^32 (xorshift, Marsaglia 2003), so that each training is the same. */
const sequence = (seed: number) => {
  let state = seed;
  return (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
};

/**
 * L2-regularised linear support vector machine with squared hinge loss, by dual coordinate descent
 * (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008, algorithm 1): minimises ½‖w‖² + Σ cᵢ max(0, 1 − yᵢ w·xᵢ)².
 */
export const fitSvm = ({ rows, columns, targets, costs }: Problem): Float64Array => {
  const weights = new Float64Array(columns);
  const alphas = new Float64Array(rows.length);
  const squares = rows.map(({ values }) =>
    values.reduce((total, value) => total + value * value, 0),
  );
  const order = Int32Array.from(rows.keys());
  const next = sequence(20_080_605);
  const descend = (row: SparseRow, index: number): void => {
    const ridge = 1 / (2 * (costs[index] ?? 1));
    const target = targets[index] ?? 1;
    const alpha = alphas[index] ?? 0;
    const gradient = target * product(weights, row) - 1 + ridge * alpha;
    const updated = Math.max(0, alpha - gradient / ((squares[index] ?? 0) + ridge));
    if (updated === alpha) return;
    alphas[index] = updated;
    add(weights, row, (updated - alpha) * target);
  };
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, next);
    for (const index of order) {
      const row = rows[index];
      if (row) descend(row, index);
    }
  }
  return weights;
};

const shuffle = (order: Int32Array, next: () => number): void => {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = next() % (at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
};

export const product = (weights: Float64Array, { indices, values }: SparseRow): number => {
  let total = 0;
  for (let at = 0; at < indices.length; at += 1)
    total += (weights[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return total;
};

const add = (weights: Float64Array, { indices, values }: SparseRow, factor: number): void => {
  for (let at = 0; at < indices.length; at += 1) {
    const column = indices[at] ?? 0;
    weights[column] = (weights[column] ?? 0) + factor * (values[at] ?? 0);
  }
};
