import type { Objective } from './bfgs.ts';
import { CompensatedSum } from './compensated-sum.ts';
import type { GroupedRows } from './group-rows.ts';

/**
 * The two models differ in when the coin is tossed that may end the relation: after every repeat purchase (BG/NBD;
 * Fader, Hardie and Lee 2005), or after every purchase, the first included (MBG/NBD; Batislam, Denizel and Filiztekin
 * 2007). `firstCoin` is the number of coins that the first purchase takes.
 */
export interface BetaGeometricVariant {
  readonly firstCoin: 0 | 1;
}

export interface BetaGeometricParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Running sums of the log-likelihood and its gradient. */
export interface LossSums {
  readonly value: CompensatedSum;
  readonly byR: CompensatedSum;
  readonly byAlpha: CompensatedSum;
  readonly byA: CompensatedSum;
  readonly byB: CompensatedSum;
}

export const emptySums = (): LossSums => ({
  value: new CompensatedSum(),
  byR: new CompensatedSum(),
  byAlpha: new CompensatedSum(),
  byA: new CompensatedSum(),
  byB: new CompensatedSum(),
});

/** Prefix sums over j < n of a term and its derivative. Whole x need no gamma function (science.md 4.2a). */
export const prefixSums = (size: number, term: (j: number) => number): Float64Array => {
  const sums = new Float64Array(size + 1);
  const running = new CompensatedSum();
  for (let j = 0; j < size; j += 1) {
    running.add(term(j));
    sums[j + 1] = running.total();
  }
  return sums;
};

/** Adds the factors that depend on x alone, summed over the histogram of x; a gap takes `stages` Poisson events. */
export const addCountTerms = (
  histogram: Float64Array,
  { r, a, b }: BetaGeometricParameters,
  { firstCoin, stages, sums }: { firstCoin: number; stages: number; sums: LossSums },
): void => {
  const coins = histogram.length - 1 + firstCoin;
  const events = (histogram.length - 1) * stages;
  const logRate = prefixSums(events, (j) => Math.log(r + j));
  const rateByR = prefixSums(events, (j) => 1 / (r + j));
  const logStay = prefixSums(coins, (j) => -Math.log1p(a / (b + j)));
  const stayByA = prefixSums(coins, (j) => -1 / (a + b + j));
  const stayByB = prefixSums(coins, (j) => a / ((b + j) * (a + b + j)));
  histogram.forEach((count, x) => {
    sums.value.add(count * ((logRate[x * stages] ?? 0) + (logStay[x + firstCoin] ?? 0)));
    sums.byR.add(count * (rateByR[x * stages] ?? 0));
    sums.byA.add(count * (stayByA[x + firstCoin] ?? 0));
    sums.byB.add(count * (stayByB[x + firstCoin] ?? 0));
  });
};

/** How many customers have each x. */
export const histogramOf = (x: Float64Array, counts: Float64Array): Float64Array => {
  const histogram = new Float64Array(x.reduce((largest, value) => Math.max(largest, value), 0) + 1);
  x.forEach((value, row) => {
    histogram[value] = (histogram[value] ?? 0) + (counts[row] ?? 0);
  });
  return histogram;
};

/** Chance weight and log odds of the coin that may have ended the relation after the last purchase, by x. */
export const lastCoins = (
  size: number,
  { a, b }: BetaGeometricParameters,
  firstCoin: number,
): { readonly weight: Float64Array; readonly logOdds: Float64Array } => {
  // Where no coin was tossed yet the weight is infinite: the odds of a dropout are zero.
  const weight = Float64Array.from({ length: size }, (_, x) =>
    x + firstCoin > 0 ? b + x - 1 + firstCoin : Number.POSITIVE_INFINITY,
  );
  return { weight, logOdds: weight.map((value) => Math.log(a / value)) };
};

/** The distinct times of all rows, and where each row's T and tx stand among them: a fit takes one logarithm a time. */
interface Times {
  readonly values: Float64Array;
  readonly end: Uint32Array;
  readonly last: Uint32Array;
}

const timesOf = (T: Float64Array, tx: Float64Array): Times => {
  const positions = new Map<number, number>();
  const positionsIn = (column: Float64Array): Uint32Array => {
    const found = new Uint32Array(column.length);
    column.forEach((time, row) => {
      const position = positions.get(time) ?? positions.size;
      if (position === positions.size) positions.set(time, position);
      found[row] = position;
    });
    return found;
  };
  const [end, last] = [positionsIn(T), positionsIn(tx)];
  return { values: Float64Array.from(positions.keys()), end, last };
};

/** Rows whose terms are added plainly before they join a compensated sum: this many lose no digit. */
const rowsPerBlock = 64;

const at = (column: Float64Array | Uint32Array, index: number): number => column[index] ?? 0;

/** What the rows of a fit are computed with at one point of the search. */
interface Point {
  readonly parameters: BetaGeometricParameters;
  readonly coins: ReturnType<typeof lastCoins>;
  /** ln(alpha + time) and 1 / (alpha + time) of each distinct time. */
  readonly logs: Float64Array;
  readonly inverses: Float64Array;
}

/**
 * Adds one row's share of equation 6, both of its terms in logarithms, and of the derivatives by r, alpha, a and b.
 * Logistic and log(1 + e^odds) share the exponential: here is what a fit of a million customers spends.
 */
const addRow = (
  block: Float64Array,
  { parameters: { r, alpha, a }, coins, logs, inverses }: Point,
  row: { readonly count: number; readonly x: number; readonly end: number; readonly last: number },
): void => {
  const { count, x, end, last } = row;
  const rate = r + x;
  const [logEnd, logLast] = [at(logs, end), at(logs, last)];
  const odds = at(coins.logOdds, x) + rate * (logEnd - logLast);
  const tail = Math.exp(-Math.abs(odds));
  const dropped = (odds >= 0 ? 1 : tail) / (1 + tail);
  const spanned = (1 - dropped) * at(inverses, end) + dropped * at(inverses, last);
  block[0] = at(block, 0) + count * (Math.max(odds, 0) + Math.log1p(tail) - rate * logEnd);
  block[1] = at(block, 1) - count * ((1 - dropped) * logEnd + dropped * logLast);
  block[2] = at(block, 2) + count * (r / alpha - rate * spanned);
  block[3] = at(block, 3) + (count * dropped) / a;
  block[4] = at(block, 4) - (count * dropped) / at(coins.weight, x);
};

/** Adds the factors that depend on when the customer bought. */
const addTimeTerms = (
  { rows, times }: { rows: GroupedRows; times: Times },
  point: Point,
  { value, byR, byAlpha, byA, byB }: LossSums,
): void => {
  const [x = rows.counts] = rows.columns;
  const sums = [value, byR, byAlpha, byA, byB];
  const block = new Float64Array(sums.length);
  for (let start = 0; start < rows.counts.length; start += rowsPerBlock) {
    const stop = Math.min(start + rowsPerBlock, rows.counts.length);
    block.fill(0);
    for (let row = start; row < stop; row += 1) {
      addRow(block, point, {
        count: at(rows.counts, row),
        x: at(x, row),
        end: at(times.end, row),
        last: at(times.last, row),
      });
    }
    for (const [index, sum] of sums.entries()) {
      sum.add(at(block, index));
    }
  }
};

/**
 * Mean negative log-likelihood and gradient by (r, alpha, a, b) over grouped rows with the columns x, T, tx.
 * Fader, Hardie and Lee (2005), "Counting your customers the easy way", equation 6.
 */
export const betaGeometricLoss = (
  rows: GroupedRows,
  { firstCoin }: BetaGeometricVariant,
): Objective => {
  const histogram = histogramOf(rows.columns[0] ?? rows.counts, rows.counts);
  const customers = rows.counts.reduce((sum, count) => sum + count, 0);
  const times = timesOf(rows.columns[1] ?? rows.counts, rows.columns[2] ?? rows.counts);
  return (point, gradient) => {
    const [r = 0, alpha = 0, a = 0, b = 0] = point;
    const parameters = { r, alpha, a, b };
    const sums = emptySums();
    addCountTerms(histogram, parameters, { firstCoin, stages: 1, sums });
    const coins = lastCoins(histogram.length, parameters, firstCoin);
    const logs = times.values.map((time) => Math.log(alpha + time));
    const inverses = times.values.map((time) => 1 / (alpha + time));
    addTimeTerms({ rows, times }, { parameters, coins, logs, inverses }, sums);
    // The factor alpha^r of every customer.
    sums.value.add(customers * r * Math.log(alpha));
    sums.byR.add(customers * Math.log(alpha));
    [sums.byR, sums.byAlpha, sums.byA, sums.byB].forEach((sum, index) => {
      gradient[index] = -sum.total() / customers;
    });
    return -sums.value.total() / customers;
  };
};
