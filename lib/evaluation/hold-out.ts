import type { WindowCut } from '../churn/churn-case.ts';
import type { ChurnModel } from '../churn/churn-model-schema.ts';
import type { Comparison, HoldOut, MissingForHoldOut } from '../scoring/evaluation-schema.ts';
import type { TransactionEvaluator, TransactionModelName } from '../value/transaction-model.ts';
import { meanDifference } from './area-under-curve.ts';
import { baselinesOf, type NaiveScores, naiveScores } from './baselines.ts';
import {
  candidateResult,
  type TriedCandidate,
  tryCandidates,
  type WindowPredictions,
} from './candidates.ts';
import { chooseModel } from './choose-model.ts';
import { learnChurn } from './churn-windows.ts';
import { type ActiveModel, againstActive, againstBaselines, riskOf } from './comparisons.ts';
import { countErrors } from './count-errors.ts';
import { cumulativeGains } from './gains.ts';
import { evaluationWindow, type Past, type WindowCases } from './past.ts';
import { brierLosses, churnScores } from './probability-scores.ts';
import { spendErrors } from './spend-errors.ts';
import { validate } from './validation.ts';

export interface HoldOutSettings {
  /** Days after its end in which a contract may still be renewed. */
  readonly contractGraceDays: number;
  /** The transaction model that the operator pinned, or `auto`. */
  readonly wanted: TransactionModelName | 'auto';
  readonly currencyExponent: number;
  readonly active: ActiveModel | null;
}

export type HoldOutOutcome =
  | { readonly holdOut: HoldOut; readonly missing: readonly [] }
  | { readonly holdOut: null; readonly missing: readonly MissingForHoldOut[] };

/** Below these the measures say more about chance than about the models. */
const least = { customers: 30, repeatBuyers: 10, churned: 5, stayed: 5 } as const;

const missingIn = ({ cases }: WindowCases): readonly MissingForHoldOut[] => {
  const churned = cases.filter(({ purchases }) => purchases === 0).length;
  const has = {
    customers: cases.length,
    repeatBuyers: cases.filter(({ statistics }) => statistics.purchaseDays > 1).length,
    churned,
    stayed: cases.length - churned,
  };
  return (['customers', 'repeatBuyers', 'churned', 'stayed'] as const)
    .filter((what) => has[what] < least[what])
    .map((what) => ({ what, has: has[what], needs: least[what] }));
};

/** A candidate that can be published, with what it says of the window. */
interface Able {
  readonly evaluator: TransactionEvaluator;
  readonly predictions: WindowPredictions;
}

const ableOf = ({ fit, predictions }: TriedCandidate): Able | null =>
  fit.evaluator && predictions && { evaluator: fit.evaluator, predictions };

/** The risk that is published: which one, its values, and how it stands against the baselines. */
interface PublishedRisk {
  readonly churn: HoldOut['published']['churn'];
  readonly risk: readonly number[];
  readonly comparisons: readonly Comparison[];
}

const losesAny = (comparisons: readonly Comparison[]): boolean =>
  comparisons.some(({ loses }) => loses);

/**
 * The combined risk, unless it loses to a baseline where P(no purchase) does not, or its Brier score is worse than that
 * by more than one standard error.
 */
const publishRisk = (
  window: WindowCases,
  naive: NaiveScores,
  { model, able }: { readonly model: ChurnModel; readonly able: Able },
): PublishedRisk => {
  const { silence } = able.predictions;
  const plain = againstBaselines(window, silence, naive);
  const alone: PublishedRisk = { churn: 'transactions', risk: silence, comparisons: plain };
  if (model.kind === 'transactions') return alone;
  const risk = riskOf(model, { evaluator: able.evaluator, silence }, window);
  const combined = againstBaselines(window, risk, naive);
  const churned = window.cases.map(({ purchases }) => purchases === 0);
  const worse = meanDifference(brierLosses(risk, churned), brierLosses(silence, churned));
  const isWorse = worse !== null && worse.difference > worse.standardError;
  const isBeaten = losesAny(combined) && !losesAny(plain);
  return isBeaten || (isWorse && !losesAny(plain))
    ? alone
    : { churn: 'combined', risk, comparisons: combined };
};

const describe = (
  window: WindowCases,
): Pick<HoldOut, 'window' | 'customers' | 'bornAfter' | 'contractual' | 'churned'> => ({
  window: evaluationWindow(window),
  customers: window.cases.length,
  bornAfter: window.bornAfter,
  contractual: window.contractual.length,
  churned: window.cases.filter(({ purchases }) => purchases === 0).length / window.cases.length,
});

const measured = (
  { cases }: WindowCases,
  purchases: readonly number[],
  risk: readonly number[],
): Pick<HoldOut['published'], 'purchases' | 'risk' | 'gains'> => {
  const actual = cases.map((each) => each.purchases);
  return {
    purchases: countErrors(purchases, actual),
    risk: churnScores(
      risk,
      actual.map((count) => count === 0),
    ),
    gains: [...cumulativeGains(purchases, actual)],
  };
};

const noModel: HoldOutOutcome = {
  holdOut: null,
  missing: [{ what: 'models', has: 0, needs: 1 }],
};

/**
 * Repeats the whole procedure (fit, choice of the model, churn model) as of a cut, with nothing that came later, and
 * holds it against the window behind the cut. What the data do not suffice for is said instead of guessed.
 */
export const holdOutOf = (
  past: Past,
  cut: WindowCut,
  { wanted, currencyExponent, active, contractGraceDays }: HoldOutSettings,
): HoldOutOutcome => {
  const window = past.casesAt(cut);
  const missing = missingIn(window);
  if (missing.length > 0) return { holdOut: null, missing };
  const tried = tryCandidates(window);
  const validation = validate(past, cut.cutDay, cut.windowDays);
  const { chosen, why } = chooseModel(
    tried.map(({ fit }) => fit),
    validation,
    wanted,
  );
  const attempt = tried.find(({ fit }) => fit.model === chosen);
  const able = attempt ? ableOf(attempt) : null;
  if (!attempt || able === null) return noModel;
  const transactions = attempt.fit.model;
  const model = learnChurn(past, cut.cutDay, {
    model: transactions,
    evaluator: able.evaluator,
    horizonDays: cut.windowDays,
    contractGraceDays,
  });
  const naive = naiveScores(window);
  const risk = publishRisk(window, naive, { model, able });
  const { purchases } = able.predictions;
  const compared = active ? againstActive(window, { purchases, risk: risk.risk }, active) : [];
  return {
    missing: [],
    holdOut: {
      ...describe(window),
      candidates: tried.map((each) => candidateResult(each, window)),
      published: {
        transactions,
        why,
        churn: risk.churn,
        ...measured(window, purchases, risk.risk),
        spend: spendErrors(window, purchases, currencyExponent),
      },
      baselines: baselinesOf(window, naive),
      comparisons: [...risk.comparisons, ...compared],
    },
  };
};
