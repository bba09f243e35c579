import type { ChurnModel } from '../churn/churn-model-schema.ts';
import type { PurchaseHistory } from '../value/purchase-history.ts';
import { type Contender, chooseByLikelihood } from './choose-by-likelihood.ts';
import type { Evaluation, ModelChoice } from './evaluation-schema.ts';
import type { TransactionsFit } from './model-version.ts';
import type { ScoringPolicy } from './policy/policy.ts';
import type { Recipe } from './recipe.ts';

/** What a fit learns from the sample of ledgers, beyond the compact statistics. */
export interface Lessons {
  /** Histories with their gaps, for models of regular buyers; empty without ledgers. */
  readonly regularity: readonly PurchaseHistory[];
  /** Which of the fitted models is published. */
  readonly choose: (fits: readonly Contender[]) => ModelChoice;
  /** The churn model on top of a transaction model; null where P(no purchase) of that is published. */
  readonly churn: (fit: TransactionsFit) => ChurnModel | null;
  /** The churn model of contracts where no transaction model is published; null without contracts. */
  readonly renewals: () => ChurnModel | null;
  /** What is known of how good a version of this recipe is; null where no transaction model is published. */
  readonly evaluate: (
    recipe: Recipe | null,
  ) => Pick<Evaluation, 'holdOut' | 'missing' | 'renewals'>;
}

/** A fit without ledgers. */
export const noLessons = ({ models }: ScoringPolicy): Lessons => ({
  regularity: [],
  choose: (fits) => chooseByLikelihood(fits, models.transactions),
  churn: () => null,
  renewals: () => null,
  evaluate: () => ({
    holdOut: null,
    missing: [{ what: 'customers', has: 0, needs: 30 }],
    renewals: null,
  }),
});
