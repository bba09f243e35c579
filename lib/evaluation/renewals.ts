import type { ChurnCase, WindowCut } from '../churn/churn-case.ts';
import type { ChurnModel } from '../churn/churn-model-schema.ts';
import { contractRisk, hasEnded } from '../churn/contract-risk.ts';
import { fitChurn } from '../churn/fit-churn.ts';
import { fitRenewals } from '../churn/fit-renewals.ts';
import type { RenewalEvaluation, RenewalHoldOut } from '../scoring/renewal-evaluation-schema.ts';
import type { Contract } from '../scoring/statistics.ts';
import type { Day } from '../shared/time.ts';
import { meanDifference } from './area-under-curve.ts';
import { evaluationWindow, type Past } from './past.ts';
import { brierLosses } from './probability-scores.ts';

interface RenewalSettings {
  /** A contract that lapses within so many days is churn. */
  readonly horizonDays: number;
  /** Days after its end in which a contract may still be renewed. */
  readonly contractGraceDays: number;
}

/** A customer with a contract, as known at a day; also one that has lapsed. */
interface ContractCase extends ChurnCase {
  readonly customerId: string;
  readonly contract: Contract;
}

const contractsAt = (past: Past, day: Day): readonly ContractCase[] => {
  const { contractual, lapsed } = past.casesAt({ cutDay: day, windowDays: 0 });
  return [...contractual, ...lapsed].flatMap(({ customerId, statistics }) => {
    const { contract } = statistics.signals;
    return contract === null ? [] : [{ customerId, contract, statistics, day }];
  });
};

/** The churn model of contracts alone, where no transaction model is published; null without contracts. */
export const learnRenewals = (
  past: Past,
  day: Day,
  settings: RenewalSettings,
): ChurnModel | null => {
  const contracts = contractsAt(past, day);
  return contracts.length === 0 ? null : fitChurn([], { ...settings, current: null, contracts });
};

/** Below these the measures say more about chance than about the fit. */
const least = { days: 28, contracts: 30 } as const;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Both risks of each contract that is due, and whether it lapsed. */
interface Outcomes {
  readonly fitted: readonly number[];
  readonly prior: readonly number[];
  readonly lapsed: readonly boolean[];
}

const measured = (
  { fitted, prior, lapsed }: Outcomes,
  window: RenewalHoldOut['window'],
): RenewalHoldOut => {
  const own = brierLosses(fitted, lapsed);
  const other = brierLosses(prior, lapsed);
  const { difference = 0, standardError = 0 } = meanDifference(own, other) ?? {};
  return {
    window,
    contracts: lapsed.length,
    expected: meanOf(fitted),
    lapsed: meanOf(lapsed.map(Number)),
    brier: meanOf(own),
    priorBrier: meanOf(other),
    standardError,
    loses: difference > standardError,
  };
};

/** The longest window, up to the horizon, that has as much past before it and the days of grace behind it. */
const windowOf = (
  past: Past,
  contracts: readonly ContractCase[],
  { horizonDays, contractGraceDays }: RenewalSettings,
): WindowCut & { readonly days: number } => {
  const end = past.lastDay - contractGraceDays;
  const firstDay = contracts.reduce(
    (day, { contract }) => Math.min(day, contract.sinceDay),
    past.lastDay,
  );
  const days = end - firstDay + 1;
  const windowDays = Math.min(horizonDays, Math.floor(days / 2));
  return { days, windowDays, cutDay: end - windowDays };
};

/** Contracts in force at a cut that must be renewed to go on through the window; cancelled ones are no guess. */
const dueIn = (
  contracts: readonly ContractCase[],
  { cutDay, windowDays }: WindowCut,
  graceDays: number,
): readonly ContractCase[] =>
  contracts.filter(
    ({ contract }) =>
      !contract.cancelled &&
      !hasEnded(contract, cutDay, graceDays) &&
      contract.endDay < cutDay + windowDays,
  );

const outcomesOf = (
  due: readonly ContractCase[],
  { cutDay, windowDays }: WindowCut,
  {
    renewals,
    graceDays,
    endDays,
  }: {
    readonly renewals: ChurnModel['renewals'];
    readonly graceDays: number;
    /** Last paid days by customer, as they are known today. */
    readonly endDays: ReadonlyMap<string, Day>;
  },
): Outcomes => {
  const riskWith = (fitted: ChurnModel['renewals']) =>
    due.map(({ contract }) =>
      contractRisk(contract, cutDay, { horizonDays: windowDays, graceDays, renewals: fitted }),
    );
  return {
    fitted: riskWith(renewals),
    prior: riskWith([]),
    lapsed: due.map(({ customerId }) => (endDays.get(customerId) ?? 0) < cutDay + windowDays),
  };
};

const missing = (what: 'days' | 'contracts', has: number): RenewalEvaluation => ({
  holdOut: null,
  missing: [{ what, has: Math.max(0, has), needs: least[what] }],
});

/**
 * Fits the renewals as of a cut and holds them against the contracts that had to be renewed in the window behind it.
 * The window ends the days of grace before the last day, so that every outcome is seen. Null without contracts.
 */
export const evaluateRenewals = (
  past: Past,
  settings: RenewalSettings,
): RenewalEvaluation | null => {
  const today = contractsAt(past, past.lastDay);
  if (today.length === 0) return null;
  const graceDays = settings.contractGraceDays;
  const { days, ...window } = windowOf(past, today, settings);
  if (days < least.days) return missing('days', days);
  const known = contractsAt(past, window.cutDay);
  const due = dueIn(known, window, graceDays);
  if (due.length < least.contracts) return missing('contracts', due.length);
  const outcomes = outcomesOf(due, window, {
    renewals: fitRenewals(known, graceDays),
    graceDays,
    endDays: new Map(today.map(({ customerId, contract }) => [customerId, contract.endDay])),
  });
  return { holdOut: measured(outcomes, evaluationWindow(window)), missing: [] };
};
