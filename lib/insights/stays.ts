import type { Day } from '../shared/time.ts';
import type { Timeline } from './timeline.ts';

/** The operator's definition of churn, under which history is told. */
export interface ChurnDefinition {
  /** More days than so many without a purchase are churn; a contract ends with its last paid day instead. */
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

/** The stays of a customer, rising. Who ever paid a term is a contractual customer: only terms count then. */
export const staysOf = (
  { days, terms }: Pick<Timeline, 'days' | 'terms'>,
  { horizonDays }: ChurnDefinition,
): readonly Stay[] => {
  if (terms.length > 0)
    return terms.map(({ fromDay, untilDay }) => ({ fromDay, lastDay: untilDay, graceDays: 0 }));
  const stays: Stay[] = [];
  for (const { day } of days) {
    const last = stays.at(-1);
    const continues = last !== undefined && day - last.lastDay <= horizonDays;
    if (continues) stays.pop();
    const fromDay = continues ? last.fromDay : day;
    stays.push({ fromDay, lastDay: day, graceDays: horizonDays });
  }
  return stays;
};

/** The stay that a day lies in. */
export const stayOn = (stays: readonly Stay[], day: Day): Stay | undefined =>
  stays.find((stay) => stay.fromDay <= day && day <= untilDay(stay));
