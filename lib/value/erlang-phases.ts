import type { PurchaseHistory } from './purchase-history.ts';

/** Most stages that a gap between purchases may have; beyond it timing is as good as clockwork. */
export const stagesMax = 12;

export interface ErlangParameters {
  /** Stages of a gap: Erlang-k, so k = 1 is the exponential gap of the Poisson models. */
  readonly k: number;
  readonly r: number;
  /** In the unit of time; the rate of one *stage* is Gamma(r, alpha), a gap lasts k / rate on average. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** A living customer has done `stage` stages of the current gap, with probability `weight`; stages pass at Gamma(rate, span). */
export interface ErlangPhase {
  readonly stage: number;
  readonly weight: number;
  readonly rate: number;
}

/**
 * Terms of sum over j < k of Gamma(R + j) / (Gamma(R) j!) z^j with R = r + k x and z = (T - tx) / (alpha + T): by how
 * much each number of stages since the last purchase explains that none has come (Platzer and Reutterer 2016, appendix;
 * the Erlang survival function integrated over the rate). The first term is 1.
 */
export const phaseTerms = (
  { k, r, alpha }: ErlangParameters,
  { x, tx, T }: PurchaseHistory,
): readonly number[] => {
  const z = (T - tx) / (alpha + T);
  const terms = [1];
  for (let stage = 1; stage < k; stage += 1) {
    terms.push(((terms[stage - 1] ?? 0) * z * (r + k * x + stage - 1)) / stage);
  }
  return terms;
};

/** Where in the current gap a living customer stands at T. */
export const phasesOf = (
  parameters: ErlangParameters,
  history: PurchaseHistory,
): readonly ErlangPhase[] => {
  const terms = phaseTerms(parameters, history);
  const sum = terms.reduce((total, term) => total + term, 0);
  return terms.map((term, stage) => ({
    stage,
    weight: term / sum,
    rate: parameters.r + parameters.k * history.x + stage,
  }));
};
