import type { Activity, Classes, RiskBand, Stage } from './classes.ts';
import { prospectClasses, riskBands } from './classes.ts';
import { type Evaluation, evaluate, intervalDaysOf } from './evaluate.ts';
import { levelOf } from './hysteresis.ts';
import type { Scoring } from './scoring.ts';
import { type Statistics, toModelInputs } from './statistics.ts';
import { tierOf } from './tier-of.ts';
import { bucketOf } from './value-bucket.ts';

const stageOf = ({ purchaseDays }: Statistics, { policy }: Scoring): Stage => {
  if (purchaseDays === 0) return 'prospect';
  if (purchaseDays === 1) return 'first';
  return purchaseDays < policy.loyalPurchaseDays ? 'repeat' : 'loyal';
};

/**
 * Silence is measured against the customer's own rhythm. Between purchases the state only moves on (new, active,
 * silent, lost), so it needs no hysteresis.
 */
const activityOf = (scoring: Scoring, statistics: Statistics, day: number): Activity => {
  const { newDays, silent, lost } = scoring.policy.activity;
  const { firstDay, lastDay } = statistics;
  const inputs = toModelInputs(statistics, day, scoring.currencyExponent);
  if (inputs === null || firstDay === null || lastDay === null) return 'prospect';
  const interval = intervalDaysOf(scoring, inputs) ?? 0;
  const elapsed = day - lastDay;
  if (elapsed > Math.max(lost.daysMin, lost.intervals * interval)) return 'lost';
  if (elapsed > Math.max(silent.daysMin, silent.intervals * interval)) return 'silent';
  return day - firstDay <= newDays ? 'new' : 'active';
};

const riskOf = ({ policy }: Scoring, risk: number, stored: RiskBand | null): RiskBand => {
  const { mediumFrom, highFrom, hysteresis } = policy.churn;
  const level = levelOf(
    risk,
    {
      bounds: [mediumFrom, highFrom],
      above: (bound) => Math.min(bound + hysteresis, (bound + 1) / 2),
      below: (bound) => Math.max(bound - hysteresis, bound / 2),
    },
    stored === null ? null : riskBands.indexOf(stored),
  );
  return riskBands[level] ?? 'high';
};

/** The classes that an evaluation gives, moved from the stored ones only where a bound is passed by its margin. */
export const classesOf = (
  scoring: Scoring,
  statistics: Statistics,
  {
    day,
    stored,
    evaluation,
  }: { day: number; stored: Classes | null; evaluation: Evaluation | null },
): Classes => {
  const clv = evaluation?.clv ?? null;
  // A contract has a risk without a purchase and without a model.
  const risk = evaluation?.churnRisk ?? scoring.churn.risk({ statistics, day });
  return {
    ...tierOf(scoring, clv, { day, stored }),
    stage: stageOf(statistics, scoring),
    activity: activityOf(scoring, statistics, day),
    risk: risk === null ? null : riskOf(scoring, risk, stored?.risk ?? null),
    bucket: clv === null ? prospectClasses.bucket : bucketOf(clv, stored?.bucket ?? 0),
  };
};

/**
 * Decides the classes of a customer as of the end of a day. The one place where this is decided: intake, the night
 * and the scorecard all ask here.
 */
export const classify = (
  scoring: Scoring,
  statistics: Statistics,
  { day, stored }: { day: number; stored: Classes | null },
): Classes =>
  classesOf(scoring, statistics, { day, stored, evaluation: evaluate(scoring, statistics, day) });
