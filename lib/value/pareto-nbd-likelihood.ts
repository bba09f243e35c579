import { histogramOf, prefixSums } from './beta-geometric-likelihood.ts';
import type { Objective } from './bfgs.ts';
import { CompensatedSum } from './compensated-sum.ts';
import { dropoutFirstGradient } from './dropout-first.ts';
import type { GroupedRows } from './group-rows.ts';
import { type Pairs, pairsOf } from './history-pairs.ts';

/** Purchase rates are Gamma(r, alpha), dropout rates Gamma(s, beta) among customers. */
export interface ParetoParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Indexes here come from the arrays themselves. */
const at = (values: Float64Array | Uint32Array, index: number): number => values[index] ?? 0;

/**
 * What the rows of the data do with their pairs. Of the likelihood of a row, e^-exponent(tx) times
 * (1 - K(T)) e^(exponent(tx) - exponent(T)) + K(tx), with K the probability of a dropout before the next purchase, the
 * derivatives by exponent and K at each pair are summed over rows; those by the parameters then follow pair by pair.
 */
interface PairSums {
  readonly value: CompensatedSum;
  readonly byExponent: Float64Array;
  readonly byDropout: Float64Array;
}

const sumRows = (
  counts: Float64Array,
  { end, last }: Pairs,
  { exponent, dropout }: { exponent: Float64Array; dropout: Float64Array },
): PairSums => {
  const value = new CompensatedSum();
  const [byExponent, byDropout] = [
    new Float64Array(dropout.length),
    new Float64Array(dropout.length),
  ];
  for (let row = 0; row < counts.length; row += 1) {
    const count = at(counts, row);
    const [atEnd, atLast] = [at(end, row), at(last, row)];
    const survived = Math.exp(at(exponent, atLast) - at(exponent, atEnd));
    const alive = (1 - at(dropout, atEnd)) * survived;
    const sum = alive + at(dropout, atLast);
    value.add(count * (Math.log(sum) - at(exponent, atLast)));
    const weight = count / sum;
    byExponent[atEnd] = at(byExponent, atEnd) - weight * alive;
    byExponent[atLast] = at(byExponent, atLast) + weight * alive - count;
    byDropout[atEnd] = at(byDropout, atEnd) - weight * survived;
    byDropout[atLast] = at(byDropout, atLast) + weight;
  }
  return { value, byExponent, byDropout };
};

const gradientNames = ['byR', 'byAlpha', 'byS', 'byBeta'] as const;
type Gradient = Readonly<Record<(typeof gradientNames)[number], CompensatedSum>>;

const emptyGradient = (): Gradient => ({
  byR: new CompensatedSum(),
  byAlpha: new CompensatedSum(),
  byS: new CompensatedSum(),
  byBeta: new CompensatedSum(),
});

/** The dropout race of every pair: probabilities and their derivatives, in columns: as objects they would outlive the evaluation. */
const racesOf = ({ x, time }: Pairs, { r, alpha, s, beta }: ParetoParameters) => {
  const columns = {
    value: new Float64Array(x.length),
    byM: new Float64Array(x.length),
    byS: new Float64Array(x.length),
    byRho: new Float64Array(x.length),
  };
  for (let pair = 0; pair < x.length; pair += 1) {
    const rho = (beta + at(time, pair)) / (alpha + at(time, pair));
    const race = dropoutFirstGradient({ m: r + at(x, pair), s, rho });
    columns.value[pair] = race.value;
    columns.byM[pair] = race.byM;
    columns.byS[pair] = race.byS;
    columns.byRho[pair] = race.byRho;
  }
  return columns;
};

/** Adds the terms that depend on when customers bought, and returns their part of the log-likelihood. */
const addTimeTerms = (
  counts: Float64Array,
  pairs: Pairs,
  { parameters, gradient }: { parameters: ParetoParameters; gradient: Gradient },
): number => {
  const { r, alpha, s, beta } = parameters;
  const races = racesOf(pairs, parameters);
  const rateLogs = pairs.time.map((time) => Math.log1p(time / alpha));
  const lifeLogs = pairs.time.map((time) => Math.log1p(time / beta));
  const exponent = pairs.x.map((x, pair) => (r + x) * at(rateLogs, pair) + s * at(lifeLogs, pair));
  const sums = sumRows(counts, pairs, { exponent, dropout: races.value });
  for (let pair = 0; pair < exponent.length; pair += 1) {
    const time = at(pairs.time, pair);
    const m = r + at(pairs.x, pair);
    const [rateSpan, lifeSpan] = [alpha + time, beta + time];
    const byExponent = at(sums.byExponent, pair);
    const byDropout = at(sums.byDropout, pair);
    const byRho = (byDropout * at(races.byRho, pair)) / rateSpan;
    gradient.byR.add(byExponent * at(rateLogs, pair) + byDropout * at(races.byM, pair));
    gradient.byS.add(byExponent * at(lifeLogs, pair) + byDropout * at(races.byS, pair));
    gradient.byAlpha.add(
      (-byExponent * m * time) / (alpha * rateSpan) - (byRho * lifeSpan) / rateSpan,
    );
    gradient.byBeta.add((-byExponent * s * time) / (beta * lifeSpan) + byRho);
  }
  return sums.value.total();
};

/** Adds the terms that depend on x alone, ln Gamma(r + x) - ln Gamma(r) - x ln alpha, and returns their sum. */
const addCountTerms = (
  histogram: Float64Array,
  { r, alpha }: ParetoParameters,
  gradient: Gradient,
): number => {
  const value = new CompensatedSum();
  const logRate = prefixSums(histogram.length - 1, (j) => Math.log((r + j) / alpha));
  const rateByR = prefixSums(histogram.length - 1, (j) => 1 / (r + j));
  histogram.forEach((count, x) => {
    value.add(count * (logRate[x] ?? 0));
    gradient.byR.add(count * (rateByR[x] ?? 0));
    gradient.byAlpha.add((-count * x) / alpha);
  });
  return value.total();
};

/**
 * Mean negative log-likelihood and gradient by (r, alpha, s, beta) over grouped rows with the columns x, T, tx.
 * Schmittlein, Morrison and Colombo (1987), "Counting your customers: who are they and what will they do next?".
 */
export const paretoLoss = (rows: GroupedRows): Objective => {
  const pairs = pairsOf(rows);
  const histogram = histogramOf(rows.columns[0] ?? rows.counts, rows.counts);
  const customers = rows.counts.reduce((sum, count) => sum + count, 0);
  return (point, gradientOut) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = point;
    const parameters = { r, alpha, s, beta };
    const gradient = emptyGradient();
    const value =
      addCountTerms(histogram, parameters, gradient) +
      addTimeTerms(rows.counts, pairs, { parameters, gradient });
    gradientNames.forEach((name, index) => {
      gradientOut[index] = -gradient[name].total() / customers;
    });
    return -value / customers;
  };
};
