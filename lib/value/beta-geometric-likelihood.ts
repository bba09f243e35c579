import type { Objective } from './bfgs.ts';
import { CompensatedSum } from './compensated-sum.ts';
import type { GroupedRows } from './group-rows.ts';
import { logistic, logSumExp } from './log-space.ts';

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

interface LossSums {
  readonly value: CompensatedSum;
  readonly byR: CompensatedSum;
  readonly byAlpha: CompensatedSum;
  readonly byA: CompensatedSum;
  readonly byB: CompensatedSum;
}

const emptySums = (): LossSums => ({
  value: new CompensatedSum(),
  byR: new CompensatedSum(),
  byAlpha: new CompensatedSum(),
  byA: new CompensatedSum(),
  byB: new CompensatedSum(),
});

/** Prefix sums over j < n of a term and its derivative. Whole x need no gamma function (science.md 4.2a). */
const prefixSums = (size: number, term: (j: number) => number): Float64Array => {
  const sums = new Float64Array(size + 1);
  const running = new CompensatedSum();
  for (let j = 0; j < size; j += 1) {
    running.add(term(j));
    sums[j + 1] = running.total();
  }
  return sums;
};

/** Adds the factors that depend on x alone, summed over the histogram of x. */
const addCountTerms = (
  histogram: Float64Array,
  { r, a, b }: BetaGeometricParameters,
  { firstCoin, sums }: { firstCoin: number; sums: LossSums },
): void => {
  const coins = histogram.length - 1 + firstCoin;
  const logRate = prefixSums(histogram.length - 1, (j) => Math.log(r + j));
  const rateByR = prefixSums(histogram.length - 1, (j) => 1 / (r + j));
  const logStay = prefixSums(coins, (j) => -Math.log1p(a / (b + j)));
  const stayByA = prefixSums(coins, (j) => -1 / (a + b + j));
  const stayByB = prefixSums(coins, (j) => a / ((b + j) * (a + b + j)));
  histogram.forEach((count, x) => {
    sums.value.add(count * ((logRate[x] ?? 0) + (logStay[x + firstCoin] ?? 0)));
    sums.byR.add(count * (rateByR[x] ?? 0));
    sums.byA.add(count * (stayByA[x + firstCoin] ?? 0));
    sums.byB.add(count * (stayByB[x + firstCoin] ?? 0));
  });
};

const histogramOf = (x: Float64Array, counts: Float64Array): Float64Array => {
  const histogram = new Float64Array(x.reduce((largest, value) => Math.max(largest, value), 0) + 1);
  x.forEach((value, row) => {
    histogram[value] = (histogram[value] ?? 0) + (counts[row] ?? 0);
  });
  return histogram;
};

/** Adds the factors that depend on when the customer bought; equation 6 with both of its terms in logarithms. */
const addTimeTerms = (
  rows: GroupedRows,
  { r, alpha, a, b }: BetaGeometricParameters,
  { firstCoin, sums }: { firstCoin: number; sums: LossSums },
): void => {
  const [x = rows.counts, T = rows.counts, tx = rows.counts] = rows.columns;
  const logAlpha = Math.log(alpha);
  for (let row = 0; row < rows.counts.length; row += 1) {
    const count = rows.counts[row] ?? 0;
    const repeats = x[row] ?? 0;
    const rate = r + repeats;
    const untilEnd = alpha + (T[row] ?? 0);
    const untilLast = alpha + (tx[row] ?? 0);
    const logEnd = Math.log(untilEnd);
    const logLast = Math.log(untilLast);
    // Where no coin was tossed yet the odds of a dropout are zero and `coin` is never read.
    const coin = repeats + firstCoin > 0 ? b + repeats - 1 + firstCoin : Number.POSITIVE_INFINITY;
    const odds = Math.log(a / coin) + rate * (logEnd - logLast);
    const dropped = logistic(odds);
    sums.value.add(count * (r * logAlpha + logSumExp(odds, 0) - rate * logEnd));
    sums.byR.add(count * (logAlpha - (1 - dropped) * logEnd - dropped * logLast));
    sums.byAlpha.add(count * (r / alpha - rate * ((1 - dropped) / untilEnd + dropped / untilLast)));
    sums.byA.add((count * dropped) / a);
    sums.byB.add((-count * dropped) / coin);
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
  return (point, gradient) => {
    const [r = 0, alpha = 0, a = 0, b = 0] = point;
    const parameters = { r, alpha, a, b };
    const sums = emptySums();
    addCountTerms(histogram, parameters, { firstCoin, sums });
    addTimeTerms(rows, parameters, { firstCoin, sums });
    [sums.byR, sums.byAlpha, sums.byA, sums.byB].forEach((sum, index) => {
      gradient[index] = -sum.total() / customers;
    });
    return -sums.value.total() / customers;
  };
};
