import type { Day } from '../shared/time.ts';
import type { Timeline } from './timeline.ts';

/** The operator's definition of churn, under which history is told. */
export interface ChurnDefinition {
  /** More days than so many without a purchase are churn; under a contract the last paid day decides instead. */
  readonly horizonDays: number;
}

/**
 * A time in which somebody is a customer under the definition. A customer who returns after it begins another one (a
 * win-back).
 */
export interface Stay {
  readonly fromDay: Day;
  /** The last purchase of the stay, or the last paid day: where the life of the customer ends. */
  readonly lastDay: Day;
  /** Days of silence after it in which they still count as a customer: the horizon; 0 under a contract. */
  readonly graceDays: number;
}

/** Last day on which the customer counts as one. On the day after, they are lost. */
export const untilDay = ({ lastDay, graceDays }: Stay): Day => lastDay + graceDays;

/**
 * The stays of a customer, rising: paid terms, and purchases outside of them. A term decides for its time (purchases in
 * it prolong nothing) and while nothing is bought after it, as in `decidingContract` of the churn risk; a purchase after
 * its end begins a stay by purchases, and a term that begins within the grace of a stay continues it.
 */
export const staysOf = (
  { days, terms }: Pick<Timeline, 'days' | 'terms'>,
  { horizonDays }: ChurnDefinition,
): readonly Stay[] => {
  const covered = (day: Day): boolean =>
    terms.some((term) => term.fromDay <= day && day <= term.untilDay);
  const spans: readonly Stay[] = [
    ...terms.map((term) => ({ fromDay: term.fromDay, lastDay: term.untilDay, graceDays: 0 })),
    ...days.flatMap(({ day }) =>
      covered(day) ? [] : [{ fromDay: day, lastDay: day, graceDays: horizonDays }],
    ),
  ].sort((left, right) => left.fromDay - right.fromDay);
  const stays: Stay[] = [];
  for (const span of spans) {
    const last = stays.at(-1);
    const continues = last !== undefined && span.fromDay <= untilDay(last);
    if (continues) stays.pop();
    stays.push({ ...span, fromDay: continues ? last.fromDay : span.fromDay });
  }
  return stays;
};

/** The stay that a day lies in. */
export const stayOn = (stays: readonly Stay[], day: Day): Stay | undefined =>
  stays.find((stay) => stay.fromDay <= day && day <= untilDay(stay));
