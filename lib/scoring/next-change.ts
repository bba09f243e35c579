import { contractLapseDay } from '../churn/contract-risk.ts';
import type { Classes } from './classes.ts';
import { classify } from './classify.ts';
import type { Scoring } from './scoring.ts';
import type { Statistics } from './statistics.ts';

/** How far ahead is looked; a customer beyond is looked at again by then. */
const horizonDays = 400;

const differ = (left: Classes, right: Classes): boolean =>
  left.tier !== right.tier ||
  left.stage !== right.stage ||
  left.activity !== right.activity ||
  left.risk !== right.risk ||
  left.bucket !== right.bucket;

/**
 * The first day after `day` on which a class is another than `classes` if nothing happens until then, null where none
 * is within 400 days. Without events value falls, risk rises and activity moves on, so classes that have left do not
 * come back and bisection finds the day. Only where a contract lapses may the risk fall: that day is asked by itself.
 */
export const nextChangeDay = (
  scoring: Scoring,
  statistics: Statistics,
  { day, classes }: { day: number; classes: Classes },
): number | null => {
  if (statistics.purchaseDays === 0 && statistics.signals.contract === null) return null;
  const changedBy = (later: number): boolean =>
    differ(classify(scoring, statistics, { day: later, stored: classes }), classes);
  const end = day + horizonDays;
  const lapse = contractLapseDay(statistics, scoring.policy.churn.contractGraceDays);
  if (lapse === null || lapse <= day || lapse > end) return firstChange(changedBy, day, end);
  const before = firstChange(changedBy, day, lapse - 1);
  if (before !== null) return before;
  return changedBy(lapse) ? lapse : firstChange(changedBy, lapse, end);
};

/** The first day after `same` up to `last` on which something has changed that does not change back. */
const firstChange = (
  changedBy: (day: number) => boolean,
  same: number,
  last: number,
): number | null => {
  if (same >= last || !changedBy(last)) return null;
  let [before, changed] = [same, last];
  while (changed - before > 1) {
    const middle = Math.floor((before + changed) / 2);
    if (changedBy(middle)) changed = middle;
    else before = middle;
  }
  return changed;
};
