import { type ContractHistory, fitShiftedBetaGeometric } from '../value/shifted-beta-geometric.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import { hasEnded, renewalPrior } from './contract-risk.ts';

/** Contracts of either outcome below which heterogeneity cannot be told from chance. */
const outcomesMin = 20;

/** What is seen of a contract; a cancelled one has let its next renewal pass already. */
const historyOf = ({ statistics, day }: ChurnCase, graceDays: number): ContractHistory | null => {
  const { contract } = statistics.signals;
  return (
    contract && {
      renewals: contract.renewals,
      isActive: !contract.cancelled && !hasEnded(contract, day, graceDays),
    }
  );
};

/** Everybody alike: the prior and what was seen, added up. */
const pooled = (contracts: readonly ContractHistory[]): { alpha: number; beta: number } => ({
  alpha: renewalPrior.alpha + contracts.filter(({ isActive }) => !isActive).length,
  beta: renewalPrior.beta + contracts.reduce((sum, { renewals }) => sum + renewals, 0),
});

/**
 * The renewals of a sample's contracts: the shifted beta-geometric where enough were renewed and enough ended, else one
 * pooled probability of renewal for all, drawn to the prior. Null without contracts.
 */
export const fitRenewals = (
  cases: readonly ChurnCase[],
  contractGraceDays: number,
): ChurnModel['renewals'] => {
  const contracts = cases.flatMap((each) => historyOf(each, contractGraceDays) ?? []);
  if (contracts.length === 0) return null;
  const ended = contracts.filter(({ isActive }) => !isActive).length;
  const renewed = contracts.filter(({ renewals }) => renewals > 0).length;
  if (Math.min(ended, renewed) >= outcomesMin) {
    const { fit, parameters } = fitShiftedBetaGeometric(contracts);
    const { alpha = 0, beta = 0 } = parameters;
    if (fit !== 'not_identified' && alpha > 0 && beta > 0) {
      return { method: 'shifted_beta_geometric', alpha, beta, contracts: contracts.length };
    }
  }
  return { method: 'pooled', ...pooled(contracts), contracts: contracts.length };
};
