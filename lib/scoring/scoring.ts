import { type ChurnEvaluator, churnEvaluator } from '../churn/churn-evaluator.ts';
import { minorDigits } from '../shared/money.ts';
import type { DiscountPlan } from '../value/discounted-value.ts';
import { gammaGammaAt, type SpendEvaluator } from '../value/gamma-gamma.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';
import { transactionModels } from '../value/transaction-models.ts';
import type { ModelVersion, TierBound } from './model-version.ts';
import { churnHorizonOf } from './policy/churn.ts';
import type { ScoringPolicy } from './policy/policy.ts';
import { stepWeeks, type ValueSettings, weeksPerYear } from './policy/value.ts';

/** A model version and a policy made ready: what scores are computed with, bound once and used for everybody. */
export interface Scoring {
  readonly policy: ScoringPolicy;
  /** Null before the first promotion, and where the data did not suffice. */
  readonly model: ModelVersion | null;
  readonly currency: string;
  /** Digits behind the point of the currency. */
  readonly currencyExponent: number;
  readonly transactions: TransactionEvaluator | null;
  /** No purchase in so many days is churn: the definition of the policy, measured where it is by gaps. */
  readonly churnHorizonDays: number;
  readonly churn: ChurnEvaluator;
  readonly spend: SpendEvaluator | null;
  readonly value: ValueSettings;
  readonly discount: DiscountPlan;
  /** Best first, least CLV in minor units; empty while there is nothing to cut by. */
  readonly tiers: readonly TierBound[];
}

/** How lifetime value is discounted: the yearly rate spread over steps of four weeks, each at its end. */
export const discountPlan = ({
  horizonWeeks,
  discountRatePerYear,
}: ValueSettings): DiscountPlan => ({
  steps: horizonWeeks / stepWeeks,
  stepWeeks,
  ratePerStep: Math.expm1((Math.log1p(discountRatePerYear) * stepWeeks) / weeksPerYear),
});

const tierBounds = (policy: ScoringPolicy, model: ModelVersion): readonly TierBound[] =>
  policy.tiers.by === 'amount'
    ? [...policy.tiers.levels, { id: policy.tiers.rest, from: 0 }]
    : model.tiers;

/**
 * Binds a model version and a policy. Bounds in amounts hold at once; quantiles and the settings of lifetime value
 * are those that the model version was fitted under, so that nobody changes tier because a setting moved alone.
 */
export const prepareScoring = (
  model: ModelVersion | null,
  policy: ScoringPolicy,
  currency: string,
): Scoring => {
  const { transactions = null, spend = null, value = policy.value } = model ?? {};
  const evaluator =
    transactions && transactionModels[transactions.model].at(transactions.parameters);
  const churn = model?.churn ?? null;
  const churnHorizonDays = churnHorizonOf(policy.churn, churn);
  const { contractGraceDays } = policy.churn;
  return {
    policy,
    model,
    currency,
    currencyExponent: minorDigits(currency),
    transactions: evaluator,
    churnHorizonDays,
    churn: churnEvaluator(churn, evaluator, { horizonDays: churnHorizonDays, contractGraceDays }),
    spend: spend && gammaGammaAt(spend.parameters, spend.medianSpend),
    value,
    discount: discountPlan(value),
    tiers: model?.transactions && model.spend ? tierBounds(policy, model) : [],
  };
};
