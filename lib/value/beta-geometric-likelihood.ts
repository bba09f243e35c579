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

/** Adds the factors that depend on when the customer bought; equation 6 with both of its terms in logarithms. */
const addTimeTerms = (
  rows: GroupedRows,
  parameters: BetaGeometricParameters,
  { coins, sums }: { coins: ReturnType<typeof lastCoins>; sums: LossSums },
): void => {
  const [x = rows.counts, T = rows.counts, tx = rows.counts] = rows.columns;
  const { r, alpha, a } = parameters;
  const logAlpha = Math.log(alpha);
  for (let row = 0; row < rows.counts.length; row += 1) {
    const count = rows.counts[row] ?? 0;
    const repeats = x[row] ?? 0;
    const rate = r + repeats;
    const untilEnd = alpha + (T[row] ?? 0);
    const untilLast = alpha + (tx[row] ?? 0);
    const logEnd = Math.log(untilEnd);
    const logLast = Math.log(untilLast);
    const odds = (coins.logOdds[repeats] ?? 0) + rate * (logEnd - logLast);
    // Logistic and log(1 + e^odds) share the exponential: this loop is what a fit of a million customers spends.
    const tail = Math.exp(-Math.abs(odds));
    const dropped = (odds >= 0 ? 1 : tail) / (1 + tail);
    const logSum = Math.max(odds, 0) + Math.log1p(tail);
    sums.value.add(count * (r * logAlpha + logSum - rate * logEnd));
    sums.byR.add(count * (logAlpha - (1 - dropped) * logEnd - dropped * logLast));
    sums.byAlpha.add(count * (r / alpha - rate * ((1 - dropped) / untilEnd + dropped / untilLast)));
    sums.byA.add((count * dropped) / a);
    sums.byB.add((-count * dropped) / (coins.weight[repeats] ?? 1));
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
    addCountTerms(histogram, parameters, { firstCoin, stages: 1, sums });
    const coins = lastCoins(histogram.length, parameters, firstCoin);
    addTimeTerms(rows, parameters, { coins, sums });
    [sums.byR, sums.byAlpha, sums.byA, sums.byB].forEach((sum, index) => {
      gradient[index] = -sum.total() / customers;
    });
    return -sums.value.total() / customers;
  };
};
