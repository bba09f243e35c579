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
  const { probability } = negativeBinomial(counts.phase.rate, counts.time);
  let sum = 0;
  for (let stages = stagesFor(counts, count); stages < stagesFor(counts, count + 1); stages += 1) {
    sum += probability(stages);
  }
  return sum;
};

/** P(`count` purchases or more would come in the horizon, were there no dropout). */
export const atLeastProbability = (counts: PhaseCounts, count: number): number =>
  negativeBinomial(counts.phase.rate, counts.time).atLeast(stagesFor(counts, count));

interface Window {
  readonly first: number;
  /** P(N = first + i). */
  readonly probabilities: readonly number[];
}

/** Every count of stages whose probability shows, from the likeliest outwards. */
const windowOf = (rate: number, time: number): Window => {
  const likeliest = Math.max(0, Math.floor((rate - 1) * time));
  const top = negativeBinomial(rate, time).probability(likeliest);
  const ratio = time / (1 + time);
  const below: number[] = [];
  let term = top;
  for (let n = likeliest; n > 0 && term > rounding * top; n -= 1) {
    term *= n / ((rate + n - 1) * ratio);
    below.push(term);
  }
  const above = [top];
  term = top;
  for (let n = likeliest; term > rounding * top; n += 1) {
    term *= ((rate + n) / (n + 1)) * ratio;
    above.push(term);
  }
  return { first: likeliest - below.length, probabilities: [...below.reverse(), ...above] };
};

/** Whether the stages of a customer are few enough to be added one by one. */
export const canBeAdded = ({ phase, time }: PhaseCounts): boolean => {
  const mean = phase.rate * time;
  return mean + 9 * Math.sqrt(mean * (1 + time)) + 45 * (1 + time) < stagesAdded;
};

/**
 * Expected purchases of a living customer in one phase: sum over n >= 1 of P(n purchases or more would come) times
 * E[(1 - p)^(n - 1)], the coins of those before the n-th, p ~ Beta(a, stay). All terms are positive.
 */
export const addedPurchases = (
  counts: PhaseCounts,
  { a, stay }: { readonly a: number; readonly stay: number },
): number => {
  const { first, probabilities } = windowOf(counts.phase.rate, counts.time);
  const tails = new Float64Array(probabilities.length + 1);
  for (let index = probabilities.length - 1; index >= 0; index -= 1) {
    tails[index] = (tails[index + 1] ?? 0) + (probabilities[index] ?? 0);
  }
  let sum = 0;
  let stays = 1;
  for (let purchases = 1; ; purchases += 1) {
    const index = stagesFor(counts, purchases) - first;
    if (index >= probabilities.length) return sum;
    sum += stays * (index <= 0 ? 1 : (tails[index] ?? 0));
    stays *= (stay + purchases - 1) / (a + stay + purchases - 1);
  }
};
