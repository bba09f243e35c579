import type { LossSums } from './beta-geometric-likelihood.ts';
import { addCountTerms, emptySums, histogramOf, lastCoins } from './beta-geometric-likelihood.ts';
import type { Objective } from './bfgs.ts';
import type { ErlangParameters } from './erlang-phases.ts';
import type { GroupedRows } from './group-rows.ts';

/** Every purchase, the first included, tosses the coin that may end the relation. */
const firstCoin = 1;

/**
 * Sum over j < k of the terms of `phaseTerms`, its logarithm's derivative by R and z d/dz of that logarithm; one array
 * is filled again for every row, because a fit evaluates millions.
 */
const fillPhaseSum = (out: Float64Array, k: number, rate: number, z: number): void => {
  let [term, byRate] = [1, 0];
  let [sum, sumByRate, sumByLogZ] = [1, 0, 0];
  for (let stage = 1; stage < k; stage += 1) {
    const factor = z / stage;
    const shape = rate + stage - 1;
    byRate = factor * (byRate * shape + term);
    term *= factor * shape;
    sum += term;
    sumByRate += byRate;
    sumByLogZ += stage * term;
  }
  out[0] = Math.log(sum);
  out[1] = sumByRate / sum;
  out[2] = sumByLogZ / sum;
};

/** Adds what depends on when the customer bought: still in the gap at T, or gone after the last purchase. */
const addTimeTerms = (
  rows: GroupedRows,
  { k, r, alpha, a }: ErlangParameters,
  { coins, sums }: { coins: ReturnType<typeof lastCoins>; sums: LossSums },
): void => {
  const [x = rows.counts, T = rows.counts, tx = rows.counts] = rows.columns;
  const logAlpha = Math.log(alpha);
  const phase = new Float64Array(3);
  for (let row = 0; row < rows.counts.length; row += 1) {
    const count = rows.counts[row] ?? 0;
    const repeats = x[row] ?? 0;
    const end = T[row] ?? 0;
    const last = tx[row] ?? 0;
    const rate = r + k * repeats;
    const [untilEnd, untilLast] = [alpha + end, alpha + last];
    const [logEnd, logLast] = [Math.log(untilEnd), Math.log(untilLast)];
    fillPhaseSum(phase, k, rate, (end - last) / untilEnd);
    const [logPhases = 0, phasesByRate = 0, phasesByLogZ = 0] = phase;
    const odds = (coins.logOdds[repeats] ?? 0) + rate * (logEnd - logLast) - logPhases;
    const tail = Math.exp(-Math.abs(odds));
    const dropped = (odds >= 0 ? 1 : tail) / (1 + tail);
    const alive = (odds >= 0 ? tail : 1) / (1 + tail);
    const logSum = Math.max(odds, 0) + Math.log1p(tail);
    sums.value.add(count * (r * logAlpha + logPhases + logSum - rate * logEnd));
    sums.byR.add(count * (logAlpha + alive * (phasesByRate - logEnd) - dropped * logLast));
    sums.byAlpha.add(
      count *
        (r / alpha - (alive * (rate + phasesByLogZ)) / untilEnd - (dropped * rate) / untilLast),
    );
    sums.byA.add((count * dropped) / a);
    sums.byB.add((-count * dropped) / (coins.weight[repeats] ?? 1));
  }
};

/**
 * Mean negative log-likelihood and gradient by (r, alpha, a, b) at a fixed k over grouped rows with the columns
 * x, T, tx (Platzer and Reutterer 2016, "Ticking away the moments", Marketing Science 35). What does not depend on
 * those four, (k - 1) sum of ln gaps - x ln Gamma(k), is left out: see `gapConstant`.
 */
export const mbgCnbdLoss = (rows: GroupedRows, k: number): Objective => {
  const histogram = histogramOf(rows.columns[0] ?? rows.counts, rows.counts);
  const customers = rows.counts.reduce((sum, count) => sum + count, 0);
  return (point, gradient) => {
    const [r = 0, alpha = 0, a = 0, b = 0] = point;
    const parameters = { k, r, alpha, a, b };
    const sums = emptySums();
    addCountTerms(histogram, parameters, { firstCoin, stages: k, sums });
    const coins = lastCoins(histogram.length, parameters, firstCoin);
    addTimeTerms(rows, parameters, { coins, sums });
    [sums.byR, sums.byAlpha, sums.byA, sums.byB].forEach((sum, index) => {
      gradient[index] = -sum.total() / customers;
    });
    return -sums.value.total() / customers;
  };
};
