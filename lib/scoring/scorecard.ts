import { contentHash } from '../shared/canonical.ts';
import { dayToDate, type Instant } from '../shared/time.ts';
import { bandsOf } from './bands.ts';
import type { Classes } from './classes.ts';
import { classesOf } from './classify.ts';
import { evaluate } from './evaluate.ts';
import { improvementsOf } from './improvements.ts';
import { loyaltyIndexOf } from './loyalty-index.ts';
import { processOf } from './process.ts';
import { reasonsOf } from './reasons.ts';
import { rfmOf } from './rfm.ts';
import { churnSection } from './scorecard-churn.ts';
import { missingFrom } from './scorecard-missing.ts';
import type { Scorecard } from './scorecard-schema.ts';
import { amountsOf, nextTierSection, tierStayOf } from './scorecard-tier.ts';
import { type ValueInput, valueSection } from './scorecard-value.ts';
import type { Scoring } from './scoring.ts';
import { walletOf } from './wallet.ts';

/** Everything a scorecard is made of; the same input gives the same scorecard. */
export interface ScorecardInput extends ValueInput {
  /** The stored classes; null for a day in the past, whose classes are then decided afresh. */
  readonly stored: Classes | null;
  readonly knownAt: Instant;
  readonly inputsHash: string;
  readonly policyVersion: number;
}

/**
 * Stored classes that hysteresis holds away from what the sums alone would say, and since when a tier with a minimum
 * stay is held, are inputs of their own: they are in the hash, so that equal hashes mean equal answers whether classes
 * were stored or not.
 */
const hashWith = (
  inputsHash: string,
  { stored, fresh, stay }: { stored: Classes | null; fresh: Classes; stay: Scorecard['tierStay'] },
): string => {
  if (stored === null) return inputsHash;
  const names = ['tier', 'stage', 'activity', 'risk'] as const;
  const held = names
    .filter((name) => stored[name] !== fresh[name])
    .map((name) => [name, stored[name]]);
  if (held.length === 0 && stay === null) return inputsHash;
  return contentHash({ inputsHash, held, ...(stay ? { since: stay.since } : {}) });
};

/** Assembles the scorecard: exact values of the day, beside the classes that lists, segments and messages use. */
export const scorecardOf = (scoring: Scoring, input: ScorecardInput): Scorecard => {
  const { customerId, statistics, detail, stored, day, knownAt, inputsHash, policyVersion } = input;
  const { model, policy } = scoring;
  const evaluation = evaluate(scoring, statistics, day);
  const fresh = classesOf(scoring, statistics, { day, stored: null, evaluation });
  const classes = stored ?? fresh;
  const { tier, stage, activity } = classes;
  const { nps, csat, ces } = detail.answers;
  const valued = valueSection(scoring, input, evaluation);
  const wallet = walletOf(scoring, detail, day);
  const loyaltyIndex = loyaltyIndexOf({ statistics, detail, day, evaluation, wallet });
  const tierStay = tierStayOf(scoring, stored);
  const amounts = amountsOf(scoring);
  const bands = bandsOf(policy.bands, input, { amounts, currency: scoring.currency });
  const nextTier = evaluation && nextTierSection(scoring, evaluation, { tier, bands });
  const churn = churnSection(scoring, { statistics, day, classes, evaluation });
  return {
    customerId,
    asOf: dayToDate(day),
    knownAt,
    modelVersion: model?.version ?? null,
    policyVersion,
    inputsHash: hashWith(inputsHash, { stored, fresh, stay: tierStay }),
    state: evaluation === null ? 'insufficient_data' : 'ok',
    missing: missingFrom(scoring, statistics, { detail, evaluation, valued, loyaltyIndex, day }),
    value: valued.value,
    expectedPurchases: evaluation && {
      // Unrounded: sums over customers are compared with published totals.
      mean: evaluation.expectedPurchases,
      horizonDays: scoring.churnHorizonDays,
    },
    tier,
    tierStay,
    nextTier,
    bands,
    rfm: model?.rfm ? rfmOf(statistics, day, model.rfm) : null,
    stage,
    activity,
    process: processOf(stage, activity),
    churn,
    satisfaction: { nps, csat, ces, loyaltyIndex },
    matrix: valued.matrix,
    reasons: reasonsOf(scoring, {
      statistics,
      detail,
      day,
      evaluation,
      classes,
      fresh,
      keepsUntil: tierStay?.keepsUntil ?? null,
    }),
    improvements: improvementsOf({
      risk: churn?.risk ?? null,
      lowering: scoring.churn.lowering({ statistics, day }),
      tier,
      nextTier,
    }),
    actions: null,
  };
};
