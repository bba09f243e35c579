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
 * come back and bisection finds the day.
 */
export const nextChangeDay = (
  scoring: Scoring,
  statistics: Statistics,
  { day, classes }: { day: number; classes: Classes },
): number | null => {
  if (statistics.purchaseDays === 0 && statistics.signals.contract === null) return null;
  const changedBy = (later: number): boolean =>
    differ(classify(scoring, statistics, { day: later, stored: classes }), classes);
  if (!changedBy(day + horizonDays)) return null;
  let [same, changed] = [day, day + horizonDays];
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (changedBy(middle)) changed = middle;
    else same = middle;
  }
  return changed;
};
