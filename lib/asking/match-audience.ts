import type { Customer } from '../customers/customer.ts';
import { acceptsClasses, type KeyDriver, planList } from '../customers/list-plan.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { type Day, dateToDay } from '../shared/time.ts';
import type { HadEvent } from './ports.ts';
import type { Audience, Occurrence, Schedule } from './wave.ts';

/** The index that an audience is walked by, and what is checked behind it. */
export const audiencePlan = ({ event: _event, ...filters }: Audience) => {
  const { driver, accepts, classes } = planList(filters);
  if (driver.by === 'identity') throw new Error('an audience names no identity');
  return { driver: steady(driver), accepts, classes };
};

/** Where the order is of no matter, the oldest first: who is created meanwhile comes behind the place. */
const steady = (driver: KeyDriver): KeyDriver =>
  driver.by === 'class' ? driver : { ...driver, order: 'ascending' };

/** The business days on which an event of the audience must lie. */
export const eventDays = (
  { afterDays, withinDays }: NonNullable<Audience['event']>,
  {
    occurrence,
    schedule,
  }: { readonly occurrence: Occurrence; readonly schedule: Pick<Schedule, 'everyDays'> },
): { readonly from: Day; readonly to: Day } => {
  const to = dateToDay(occurrence) - afterDays;
  return { from: to - (withinDays ?? schedule.everyDays ?? 1) + 1, to };
};

interface Candidate {
  readonly customer: Customer;
  readonly score: ScoreRecord | undefined;
}

interface Matching {
  readonly audience: Audience;
  readonly occurrence: Occurrence;
  readonly schedule: Pick<Schedule, 'everyDays'>;
}

/**
 * Whether a customer belongs to an audience. Without a purchase on or after the first day nobody bought
 * in the window: the compact record spares the ledger's index.
 */
export const isInAudience =
  (hadEvent: HadEvent, { audience, ...when }: Matching) =>
  async ({ customer, score }: Candidate): Promise<boolean> => {
    const { accepts, classes } = audiencePlan(audience);
    if (score?.status !== 'live' || !accepts(customer)) return false;
    if (!acceptsClasses(classes, score.classes)) return false;
    const { event } = audience;
    if (!event) return true;
    const days = eventDays(event, when);
    const { lastDay } = score.statistics;
    if (event.type === 'purchase' && (lastDay === null || lastDay < days.from) && !score.dirty)
      return false;
    return hadEvent(customer.id, { type: event.type, ...days });
  };
