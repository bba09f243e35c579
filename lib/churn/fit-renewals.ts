import { type ContractHistory, fitShiftedBetaGeometric } from '../value/shifted-beta-geometric.ts';
import type { Contract } from '../value/statistics.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import { isOfTerm, renewalPrior, termDaysMaxima } from './contract-risk.ts';

/** Contracts of either outcome below which heterogeneity cannot be told from chance. */
const outcomesMin = 20;

/**
 * What is seen of a contract: the renewals that were due before the days of grace began. Who renews is seen at once,
 * who does not only after them (or long before, by a cancellation): of later ones either outcome would be counted too
 * often.
 */
const historyOf = (
  { endDay, termDays, renewals }: Contract,
  day: number,
  graceDays: number,
): ContractHistory => {
  const decidedDay = day - graceDays;
  const early = Math.max(0, Math.ceil((endDay + 1 - decidedDay) / Math.max(1, termDays)) - 1);
  return { renewals: Math.max(0, renewals - early), isActive: endDay >= decidedDay };
};

/** Everybody alike: the prior and what was seen, added up. */
const pooled = (contracts: readonly ContractHistory[]): { alpha: number; beta: number } => ({
  alpha: renewalPrior.alpha + contracts.filter(({ isActive }) => !isActive).length,
  beta: renewalPrior.beta + contracts.reduce((sum, { renewals }) => sum + renewals, 0),
});

type TermRenewals = ChurnModel['renewals'][number];

const fitTerm = (
  contracts: readonly ContractHistory[],
  termDaysMax: number | null,
): TermRenewals => {
  const ended = contracts.filter(({ isActive }) => !isActive).length;
  const renewed = contracts.filter(({ renewals }) => renewals > 0).length;
  const decided = contracts.filter(({ renewals, isActive }) => renewals > 0 || !isActive).length;
  const common = { termDaysMax, contracts: contracts.length, decided };
  if (Math.min(ended, renewed) >= outcomesMin) {
    const { fit, parameters } = fitShiftedBetaGeometric(contracts);
    const { alpha = 0, beta = 0 } = parameters;
    if (fit !== 'not_identified' && alpha > 0 && beta > 0) {
      return { ...common, method: 'shifted_beta_geometric', alpha, beta };
    }
  }
  return { ...common, method: 'pooled', ...pooled(contracts) };
};

/**
 * The renewals of a sample's contracts, by length of term: the shifted beta-geometric where enough were renewed and
 * enough ended, else one pooled probability of renewal for all, drawn to the prior.
 */
export const fitRenewals = (
  cases: readonly ChurnCase[],
  contractGraceDays: number,
): ChurnModel['renewals'] => {
  const contractual = cases.filter(({ statistics }) => statistics.signals.contract !== null);
  if (contractual.length === 0) return [];
  return termDaysMaxima.map((termDaysMax, index) =>
    fitTerm(
      contractual.flatMap((each) => {
        const { contract } = each.statistics.signals;
        return contract && isOfTerm(contract, index)
          ? historyOf(contract, each.day, contractGraceDays)
          : [];
      }),
      termDaysMax,
    ),
  );
};
