import { withoutSignals } from '../evaluation/churn-windows.ts';
import { completeVersion } from '../scoring/fit-model.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import { type Candidate, type Judgement, judge } from './promotion.ts';

/** A version with what was decided about it. */
interface JudgedVersion extends Judgement {
  readonly model: ModelVersion;
}

/** What is left of a version whose purchases cannot be used: the renewals of its contracts. */
const renewalsAlone = (fitted: ModelVersion): ModelVersion =>
  completeVersion(fitted, {
    transactions: null,
    tiers: [],
    referral: null,
    churn: fitted.churn && withoutSignals(fitted.churn),
  });

const inUse: Judgement = { decision: 'promoted', reason: 'the model in use' };

/** A fit that was cut off after its promotion finds its own version in use. */
const judged = (candidate: Candidate): JudgedVersion => {
  const { fitted, active } = candidate;
  const isInUse = active?.version === fitted.version;
  return { model: fitted, ...(isInUse ? inUse : judge(candidate)) };
};

/**
 * Judges a fitted version. Where its purchases hold it back and no version in use values purchases either, the renewals
 * of its contracts are judged alone: contracts must not wait for a transaction model that may never be good enough.
 */
export const judgeVersion = (candidate: Candidate): JudgedVersion => {
  const whole = judged(candidate);
  const { fitted, active } = candidate;
  if (whole.decision !== 'candidate' || !fitted.transactions || active?.transactions) return whole;
  const alone = judged({ ...candidate, fitted: renewalsAlone(fitted) });
  return alone.decision === 'promoted'
    ? { ...alone, reason: `${alone.reason}, of renewals alone: ${whole.reason}` }
    : whole;
};
