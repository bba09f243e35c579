import type { ChurnModel } from '../churn/churn-model-schema.ts';
import type { TransactionModelName } from '../value/transaction-model.ts';
import type { ModelVersion } from './model-version.ts';

/** How a version is made, apart from the data: what is left of it when it is fitted again as of another day. */
export interface Recipe {
  readonly transactions: TransactionModelName;
  /** Whether the published risk is the combined one or P(no purchase) of the transactions. */
  readonly churn: ChurnModel['kind'];
}

/** The recipe of a version; null where the data determined no transaction model. */
export const recipeOf = ({
  transactions,
  churn,
}: Pick<ModelVersion, 'transactions' | 'churn'>): Recipe | null =>
  transactions && { transactions: transactions.model, churn: churn?.kind ?? 'transactions' };
