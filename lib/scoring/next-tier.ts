import { type Evaluation, lifetimeValue } from './evaluate.ts';
import type { Scoring } from './scoring.ts';
import type { ModelInputs } from './statistics.ts';

export interface NextTier {
  readonly tier: string;
  /** How much lifetime value is missing, in minor units, the margin of the bound included. */
  readonly missing: number;
  /** Purchase days from now on, at the expected spend, that would lift the value there; null beyond 50. */
  readonly purchaseDays: number | null;
}

const purchaseDaysMax = 50;

/** The customer after one more purchase day of the expected value, today. */
const afterPurchase = ({ x, T, zbar }: ModelInputs, spend: number): ModelInputs => ({
  x: x + 1,
  tx: T,
  T,
  zbar: (x * zbar + spend) / (x + 1),
});

const purchaseDaysTo = (
  scoring: Scoring,
  { inputs, expectedSpend }: Evaluation,
  target: number,
): number | null => {
  const spend = (expectedSpend ?? 0) / 10 ** scoring.currencyExponent;
  let reached = inputs;
  for (let days = 1; days <= purchaseDaysMax; days += 1) {
    reached = afterPurchase(reached, spend);
    if ((lifetimeValue(scoring, reached) ?? 0) >= target) return days;
  }
  return null;
};

/** The tier above the stored one and what is missing to it; null at the top, without a tier or without a value. */
export const nextTierOf = (
  scoring: Scoring,
  tier: string | null,
  evaluation: Evaluation,
): NextTier | null => {
  const position = scoring.tiers.findIndex(({ id }) => id === tier);
  const next = scoring.tiers[position - 1];
  if (next === undefined || evaluation.clv === null) return null;
  const target = next.from * (1 + scoring.policy.tierHysteresis);
  const missing = Math.max(0, Math.ceil(target - evaluation.clv));
  return {
    tier: next.id,
    missing,
    purchaseDays: missing === 0 ? 0 : purchaseDaysTo(scoring, evaluation, target),
  };
};
