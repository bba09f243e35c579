import type { ErlangPhase } from './erlang-phases.ts';
import { negativeBinomial } from './negative-binomial.ts';

/** Terms below this part of the largest one do not show in a sum. */
const rounding = 1e-18;

/** Stages that pass, up to this number of them beyond the likeliest, cost less to add than to integrate. */
const stagesAdded = 5000;

/** A living customer in a known phase: stages pass like a Poisson process whose rate is Gamma(phase.rate, span). */
interface PhaseCounts {
  readonly phase: ErlangPhase;
  readonly k: number;
  /** horizon / span. */
  readonly time: number;
}

/** P(at least `purchases` purchases would come): they need k stages each, less those already done. */
const stagesFor = ({ phase, k }: PhaseCounts, purchases: number): number =>
  Math.max(0, purchases * k - phase.stage);

/** P(exactly `count` purchases would come in the horizon, were there no dropout). */
export const exactlyProbability = (counts: PhaseCounts, count: number): number => {
  const { phase, time } = counts;
  const ratio = time / (1 + time);
  const [first, next] = [stagesFor(counts, count), stagesFor(counts, count + 1)];
  // Relative to the first of them, of which alone the logarithms are taken.
  let [term, sum] = [1, 1];
  for (let stages = first; stages < next - 1; stages += 1) {
    term *= ((phase.rate + stages) / (stages + 1)) * ratio;
    sum += term;
  }
  return negativeBinomial(phase.rate, time).probability(first) * sum;
};

/** P(`count` purchases or more would come in the horizon, were there no dropout). */
export const atLeastProbability = (counts: PhaseCounts, count: number): number =>
  negativeBinomial(counts.phase.rate, counts.time).atLeast(stagesFor(counts, count));

/** Counts of stages up to which those from the likeliest downwards do not show in a sum. */
const firstShowing = (likeliest: number, rate: number, ratio: number) => {
  let [first, term] = [likeliest, 1];
  while (first > 0 && term > rounding) {
    term *= first / ((rate + first - 1) * ratio);
    first -= 1;
  }
  return { first, term };
};

/** Whether the stages of a customer are few enough to be added one by one. */
export const canBeAdded = ({ phase, time }: PhaseCounts): boolean => {
  const mean = phase.rate * time;
  return mean + 9 * Math.sqrt(mean * (1 + time)) + 45 * (1 + time) < stagesAdded;
};

/**
 * Expected purchases of a living customer in one phase: sum over the stages N of P(N) times the sum over the purchases
 * n >= 1 that they complete of E[(1 - p)^(n - 1)], the coins of those before the n-th, p ~ Beta(a, stay). All terms are
 * positive. P(N) is taken relative to the likeliest count and divided by what all add up to.
 */
export const addedPurchases = (
  { phase: { rate, stage }, k, time }: PhaseCounts,
  { a, stay }: { readonly a: number; readonly stay: number },
): number => {
  const ratio = time / (1 + time);
  const likeliest = Math.max(0, Math.floor((rate - 1) * time));
  const { first, term: firstTerm } = firstShowing(likeliest, rate, ratio);
  let [made, stays, purchases] = [0, 1, 0];
  let term = firstTerm;
  let [sum, norm] = [0, 0];
  let nextAt = k - stage;
  for (let n = first; ; n += 1) {
    while (n >= nextAt) {
      made += stays;
      stays *= (stay + purchases) / (a + stay + purchases);
      purchases += 1;
      nextAt += k;
    }
    norm += term;
    sum += term * made;
    const shows = term > rounding * norm || term * made > rounding * sum;
    if (n >= likeliest && !shows) return sum / norm;
    term *= ((rate + n) / (n + 1)) * ratio;
  }
};
