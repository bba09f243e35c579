import {
  businessDay,
  type Day,
  dateToDay,
  dayToDate,
  type Instant,
  instantAt,
} from '../shared/time.ts';
import { minuteOfDay } from './quiet-hours.ts';
import type { Occurrence, Schedule } from './wave.ts';

const startOf = (schedule: Schedule, day: Day, zone: string): Instant =>
  instantAt(dayToDate(day), minuteOfDay(schedule.at), zone);

const isScheduled = ({ startsOn, until }: Schedule, day: Day): boolean =>
  day >= dateToDay(startsOn) && (until === undefined || day <= dateToDay(until));

/** The latest day of an occurrence that is not behind a day. */
const latestBy = ({ startsOn, everyDays }: Schedule, day: Day): Day => {
  const first = dateToDay(startsOn);
  return everyDays === undefined
    ? first
    : first + Math.floor((day - first) / everyDays) * everyDays;
};

/** The day that follows an occurrence in the schedule; null after the last. */
const dayAfter = (schedule: Schedule, day: Day): Day | null => {
  if (schedule.everyDays === undefined) return null;
  const next = latestBy(schedule, day) + schedule.everyDays;
  return isScheduled(schedule, next) ? next : null;
};

interface Moment {
  readonly now: Instant;
  /** The last occurrence that was begun; null before the first. */
  readonly begun: Occurrence | null;
  readonly zone: string;
}

/**
 * The occurrence that is due: the latest one that has come and was not begun. Earlier ones that were
 * missed (a pause, a clock that jumped) are not made up for: they would ask the same people at once.
 */
export const dueOccurrence = (
  schedule: Schedule,
  { now, begun, zone }: Moment,
): Occurrence | null => {
  const today = businessDay(now, zone);
  const first = dateToDay(schedule.startsOn);
  if (today < first) return null;
  const last = schedule.until === undefined ? today : Math.min(today, dateToDay(schedule.until));
  let day = latestBy(schedule, last);
  if (startOf(schedule, day, zone) > now) {
    if (schedule.everyDays === undefined || day - schedule.everyDays < first) return null;
    day -= schedule.everyDays;
  }
  return begun !== null && day <= dateToDay(begun) ? null : dayToDate(day);
};

/** When the next occurrence comes that has not begun; null when none will. It may have come already. */
export const nextStart = (schedule: Schedule, { now, begun, zone }: Moment): Instant | null => {
  const due = dueOccurrence(schedule, { now, begun, zone });
  if (due !== null) return startOf(schedule, dateToDay(due), zone);
  const first = dateToDay(schedule.startsOn);
  const today = businessDay(now, zone);
  const floor = Math.max(begun === null ? first - 1 : dateToDay(begun), today - 1);
  const next =
    floor < first ? first : schedule.everyDays === undefined ? null : dayAfter(schedule, floor);
  return next === null || !isScheduled(schedule, next) ? null : startOf(schedule, next, zone);
};
