import { logistic } from '../value/log-space.ts';
import type { TransactionEvaluator } from '../value/transaction-model.ts';
import type { ChurnCase } from './churn-case.ts';
import type { ChurnModel } from './churn-model-schema.ts';
import { type ChurnPart, type ChurnPartCode, partsOf } from './churn-parts.ts';
import { churnSignals, type Traits, traitsOf } from './churn-signals.ts';
import { contractParts, contractRisk, decidingContract } from './contract-risk.ts';
import { type Lowering, loweringOf } from './lowering.ts';
import { scalesOf } from './scales.ts';
import { logOddsOf, noPurchase } from './transaction-log-odds.ts';

/** What a risk is made of: everything, the transaction model alone, or the contract that decides. */
export const churnBases = ['combined', 'transactions', 'contract'] as const;
export type ChurnBasis = (typeof churnBases)[number];

export interface ChurnEvaluator {
  /** P(no purchase in the horizon), or P(the contract ends unrenewed in it); null where there is neither. */
  readonly risk: (churnCase: ChurnCase) => number | null;
  readonly basis: (churnCase: ChurnCase) => ChurnBasis;
  /** Ranked contributions that sum to the risk in steps of a millionth, the baseline last. */
  readonly parts: (churnCase: ChurnCase) => readonly ChurnPart[];
  /** What the risk would be if a signal were put right, the greatest relief first. */
  readonly lowering: (churnCase: ChurnCase) => readonly Lowering[];
}

export interface ChurnSettings {
  readonly horizonDays: number;
  /** Days after its end in which a contract may still be renewed. */
  readonly contractGraceDays: number;
}

/** Without a churn model parts are counted from a customer who has just bought for the first time. */
const newcomer: ChurnModel['typical'] = { repeats: 0, lastPurchaseWeeks: 0, tenureWeeks: 0 };
const unscaled = { spendReference: 0, gapDays: null };

const daysPerWeek = 7;

/** A signal at work: its coefficient, and what the mean customer has of it. */
interface BoundSignal {
  readonly code: ChurnPartCode;
  readonly coefficient: number;
  readonly mean: number;
  readonly of: (traits: Traits) => number;
}

const bindSignals = (model: ChurnModel | null): readonly BoundSignal[] =>
  (model?.signals ?? []).flatMap(({ signal, coefficient, mean }) => {
    const row = churnSignals.find(({ name }) => name === signal);
    return row === undefined || coefficient === 0
      ? []
      : [{ code: row.code, coefficient, mean, of: row.of }];
  });

/** The churn model bound to its transaction model, a horizon and a grace: bound once, used for everybody. */
export const churnEvaluator = (
  model: ChurnModel | null,
  transactions: TransactionEvaluator | null,
  { horizonDays, contractGraceDays }: ChurnSettings,
): ChurnEvaluator => {
  const isCombined = model?.kind === 'combined';
  const signals = bindSignals(model);
  const { modelWeight = 1, modelMean = 0, intercept = 0 } = model ?? {};
  const scales = scalesOf(model ?? unscaled, horizonDays);
  const contract = { horizonDays, graceDays: contractGraceDays, renewals: model?.renewals ?? [] };
  const plainLogOdds = (traits: Traits, purchases: TransactionEvaluator): number =>
    logOddsOf(noPurchase(purchases, traits, horizonDays));
  const fromModel = (logOdds: number): number =>
    isCombined ? modelMean + modelWeight * (logOdds - modelMean) + intercept : logOdds;
  const riskOfTraits = (traits: Traits, purchases: TransactionEvaluator): number => {
    if (!isCombined) return noPurchase(purchases, traits, horizonDays);
    let logOdds = fromModel(plainLogOdds(traits, purchases));
    for (const { coefficient, of } of signals) logOdds += coefficient * of(traits);
    return logistic(logOdds);
  };
  const risk = (churnCase: ChurnCase): number | null => {
    const terms = decidingContract(churnCase, contractGraceDays);
    if (terms !== null) return contractRisk(terms, churnCase.day, contract);
    const traits = transactions && traitsOf(churnCase, scales);
    return traits && transactions && riskOfTraits(traits, transactions);
  };
  const basis = (churnCase: ChurnCase): ChurnBasis => {
    if (decidingContract(churnCase, contractGraceDays) !== null) return 'contract';
    return isCombined ? 'combined' : 'transactions';
  };
  const signalShares = (traits: Traits) =>
    signals.map(({ code, coefficient, mean, of }) => ({
      code,
      logOdds: coefficient * (of(traits) - mean),
    }));
  const typicalSignals = signals.reduce(
    (sum, { coefficient, mean }) => sum + coefficient * mean,
    0,
  );
  const purchaseParts = (traits: Traits, purchases: TransactionEvaluator): readonly ChurnPart[] => {
    const { repeats, lastPurchaseWeeks, tenureWeeks } = model?.typical ?? newcomer;
    const typical = {
      repeats,
      spanDays: lastPurchaseWeeks * daysPerWeek,
      silentDays: (tenureWeeks - lastPurchaseWeeks) * daysPerWeek,
    };
    return partsOf({
      own: traits,
      typical,
      fromHistory: (history) =>
        fromModel(plainLogOdds({ ...traits, ...history }, purchases)) + typicalSignals,
      signals: signalShares(traits),
      risk: riskOfTraits(traits, purchases),
    });
  };
  return {
    risk,
    basis,
    parts: (churnCase) => {
      const terms = decidingContract(churnCase, contractGraceDays);
      if (terms !== null) return contractParts(terms, churnCase.day, contract);
      const traits = transactions && traitsOf(churnCase, scales);
      return traits && transactions ? purchaseParts(traits, transactions) : [];
    },
    lowering: (churnCase) => loweringOf(churnCase, { riskOf: risk, contractGraceDays }),
  };
};
