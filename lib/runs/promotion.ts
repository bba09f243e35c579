import { knowsRenewals } from '../churn/known-renewals.ts';
import { evaluate } from '../scoring/evaluate.ts';
import type { Comparison } from '../scoring/evaluation-schema.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import { prepareScoring } from '../scoring/scoring.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { noCurrency } from '../shared/money.ts';
import { dateToDay } from '../shared/time.ts';
import type { ModelDecision } from './model-record.ts';

/** A new model takes over when it moves a total, a tier bound or what word of mouth is worth by more than this. */
export const driftBound = 0.05;
/** Days of data between two promotions: each is a rewrite of everybody's classes. */
export const promotionDaysMin = 7;

/** Fewer repeat buyers say next to nothing of rhythm and dropout, whatever the fit looks like. */
export const repeatBuyersMin = 10;

export interface Judgement {
  readonly decision: ModelDecision;
  readonly reason: string;
}

export interface Candidate {
  readonly fitted: ModelVersion;
  /** The model in use for the same date, null where there is none. */
  readonly active: ModelVersion | null;
  readonly policy: ScoringPolicy;
  readonly sample: readonly Statistics[];
  readonly dryRun: boolean;
}

type Rule = (candidate: Candidate) => Judgement | undefined;

const candidate = (reason: string): Judgement => ({ decision: 'candidate', reason });
const promoted = (reason: string): Judgement => ({ decision: 'promoted', reason });

const names: Readonly<Record<Comparison['against'], string>> = {
  recency: 'ranking by recency',
  rfm: 'the RFM quintile sum',
  active: 'the model in use',
  recipe: 'the recipe of the model in use, both fitted as of the cut',
};

const measures: Readonly<Record<Comparison['measure'], string>> = {
  auc: 'AUC of the risk',
  brier: 'Brier score of the risk',
  mae: 'mean absolute error of the purchases',
};

const explain = ({ against, measure, difference, standardError }: Comparison): string =>
  `loses to ${names[against]}: ${measures[measure]} ${difference > 0 ? '+' : ''}${difference.toFixed(4)} (standard error ${standardError.toFixed(4)})`;

/** What lost on the window that was kept back is not used: by comparisons that allow for noise (science.md R20). */
const lostTo = (
  { evaluation: { holdOut } }: ModelVersion,
  rivals: readonly Comparison['against'][],
): Judgement | undefined => {
  const lost = (holdOut?.comparisons ?? []).filter(
    ({ against, loses }) => loses && rivals.includes(against),
  );
  return lost.length === 0 ? undefined : candidate(lost.map(explain).join('; '));
};

/** Nothing to use: no fault of a model where there is too little to fit one on. */
const undetermined = ({ customers: { buyers, repeatBuyers } }: ModelVersion): string =>
  repeatBuyers < repeatBuyersMin
    ? `too little data: ${buyers} customers with a purchase, ${repeatBuyers} of them with a second one; a model that is used needs ${repeatBuyersMin} of those`
    : 'the data do not determine a transaction model';

/** Renewals that lost to what contracts have without a fit, where nothing else would be used. */
const lostToPrior = ({ transactions, evaluation }: ModelVersion): Judgement | undefined => {
  const holdOut = evaluation.renewals?.holdOut;
  if (transactions !== null || !holdOut?.loses) return undefined;
  const difference = (holdOut.brier - holdOut.priorBrier).toFixed(4);
  return candidate(
    `loses to the prior of renewals: Brier score of the risk +${difference} (standard error ${holdOut.standardError.toFixed(4)})`,
  );
};

/**
 * The first rule that applies decides. A new policy is what the operator asked for: neither the model in use nor the
 * drift holds it back, only the baselines and a fit of a lesser kind that nobody named.
 */
const rules: readonly Rule[] = [
  ({ fitted }) =>
    fitted.transactions === null && !knowsRenewals(fitted.churn)
      ? { decision: 'rejected', reason: undetermined(fitted) }
      : undefined,
  ({ fitted }) =>
    fitted.transactions !== null && fitted.customers.repeatBuyers < repeatBuyersMin
      ? candidate(`fewer than ${repeatBuyersMin} repeat buyers`)
      : undefined,
  ({ dryRun }) => (dryRun ? candidate('dry run') : undefined),
  ({ fitted }) => lostTo(fitted, ['recency', 'rfm']),
  ({ fitted }) => lostToPrior(fitted),
  ({ active }) => (active === null ? promoted('first model') : undefined),
  ({ fitted, active }) =>
    active?.transactions && !fitted.transactions
      ? candidate('without a transaction model')
      : undefined,
  ({ fitted, active, policy }) =>
    active?.transactions?.fit === 'converged' &&
    fitted.transactions?.fit !== 'converged' &&
    fitted.transactions?.model !== policy.models.transactions
      ? candidate('at a boundary, where the model in use converged')
      : undefined,
  ({ fitted, active }) =>
    active?.spend && !fitted.spend ? candidate('without a spend model') : undefined,
  ({ fitted, active }) =>
    fitted.policyVersion === active?.policyVersion ? undefined : promoted('new scoring policy'),
  ({ fitted }) => lostTo(fitted, ['active', 'recipe']),
  ({ fitted, active }) =>
    dateToDay(fitted.dataEnd) - dateToDay(active?.dataEnd ?? fitted.dataEnd) < promotionDaysMin
      ? candidate(`less than ${promotionDaysMin} days after the model in use`)
      : undefined,
  ({ fitted, active }) => {
    const learnt = knowsMore(fitted, active);
    return learnt.length === 0
      ? undefined
      : promoted(`knows ${learnt.join(', ')} for the first time`);
  },
];

const isCombined = (model: ModelVersion | null): boolean => model?.churn?.kind === 'combined';

/** What the data told for the first time. No total need move with it, and without a promotion nobody would see it. */
const knowsMore = (fitted: ModelVersion, active: ModelVersion | null): readonly string[] => [
  ...(fitted.transactions && !active?.transactions ? ['a transaction model'] : []),
  ...(knowsRenewals(fitted.churn) && !knowsRenewals(active?.churn ?? null) ? ['renewals'] : []),
  ...(isCombined(fitted) && !isCombined(active) ? ['signals of churn'] : []),
  ...(fitted.referral && !active?.referral ? ['word of mouth'] : []),
  ...(fitted.categories.length > 0 && !active?.categories.length ? ['categories'] : []),
];

/** The transaction model that the policy names, where the data do not determine it and another one stands in. */
const replaced = ({ fitted, policy }: Candidate): string | null => {
  const { transactions: wanted } = policy.models;
  const used = fitted.transactions?.model;
  return used === undefined || wanted === 'auto' || wanted === used
    ? null
    : `the data do not determine ${wanted}, which the policy names: ${used} in its place`;
};

/** Whether a fitted model takes over from the one in use. */
export const judge = (fit: Candidate): Judgement => {
  const { decision, reason } = byRules(fit);
  const note = replaced(fit);
  return { decision, reason: note === null ? reason : `${reason}; ${note}` };
};

const byRules = (fit: Candidate): Judgement => {
  for (const rule of rules) {
    const judgement = rule(fit);
    if (judgement) return judgement;
  }
  const share = drift(fit);
  const moved = `moves totals and bounds by at most ${percent(share)}`;
  return share > driftBound ? promoted(moved) : candidate(moved);
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** V R0: what the friends of a new spreader are worth, discounting apart. */
const wordOfMouthIn = (model: ModelVersion | null): number =>
  (model?.referral?.conversion.value ?? 0) * (model?.referral?.reproductionNumber ?? 0);

/**
 * The largest relative change of a tier bound, of all expected purchases, of all lifetime value, of the customers who are
 * expected to be lost, or of what word of mouth is worth.
 */
const drift = ({ fitted, active, policy, sample }: Candidate): number => {
  const day = dateToDay(fitted.dataEnd);
  const before = totalsOf(active, policy, { sample, day });
  const after = totalsOf(fitted, policy, { sample, day });
  const bounds = (active?.tiers ?? []).map(({ id, from }) => {
    const now = fitted.tiers.find((tier) => tier.id === id)?.from;
    return now === undefined ? Number.POSITIVE_INFINITY : change(from, now);
  });
  return Math.max(
    ...bounds,
    change(before.purchases, after.purchases),
    change(before.clv, after.clv),
    change(before.lost, after.lost),
    change(wordOfMouthIn(active), wordOfMouthIn(fitted)),
  );
};

const change = (before: number, after: number): number =>
  before === after ? 0 : Math.abs(after - before) / Math.max(Math.abs(before), Number.EPSILON);

const totalsOf = (
  model: ModelVersion | null,
  policy: ScoringPolicy,
  { sample, day }: { readonly sample: readonly Statistics[]; readonly day: number },
) => {
  // Without a model nothing is valued.
  const scoring = prepareScoring(model, policy, model?.currency ?? noCurrency);
  let purchases = 0;
  let clv = 0;
  let lost = 0;
  for (const customer of sample) {
    const evaluation = evaluate(scoring, customer, day);
    purchases += evaluation?.expectedPurchases ?? 0;
    clv += evaluation?.clv ?? 0;
    lost += evaluation?.churnRisk ?? scoring.churn.risk({ statistics: customer, day }) ?? 0;
  }
  return { purchases, clv, lost };
};
