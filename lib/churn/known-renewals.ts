import type { ChurnModel } from './churn-model-schema.ts';

/**
 * Contracts of one length of term that were renewed or ended, below which the prior still tells more than a fifth of
 * the probability of renewal: it is worth five of them.
 */
const decidedMin = 20;

/** Whether a fit knows the renewals of a length of term from enough contracts to be used for them alone. */
export const knowsRenewals = (churn: ChurnModel | null): boolean =>
  churn?.renewals.some(({ decided }) => decided >= decidedMin) ?? false;
