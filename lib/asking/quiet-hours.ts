import {
  dateToDay,
  dayToDate,
  epochMs,
  type Instant,
  instantAt,
  wallClock,
} from '../shared/time.ts';

/** From one time of day to another, `HH:MM`; over midnight where `from` is behind `to`, never where they are equal. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** A business's earliest and latest hour may leave no minute that is decent in all zones of a large country. */
const searchedMs = 2 * 86_400_000;

/** Minutes since midnight of `HH:MM`. */
export const minuteOfDay = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const isWithin = ({ from, to }: QuietHours, minute: number): boolean => {
  const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
};

/** When the quiet hours of a zone that has them now are over; null when it has none now. */
const quietEnd = (now: Instant, hours: QuietHours, zone: string): Instant | null => {
  const { date, minute } = wallClock(now, zone);
  if (!isWithin(hours, minute)) return null;
  const end = minuteOfDay(hours.to);
  const isTomorrow = end <= minute;
  const endDate = isTomorrow ? dayToDate(dateToDay(date) + 1) : date;
  const instant = instantAt(endDate, end, zone);
  // The second pass of an hour that a clock change repeats lies behind the first `to`.
  return instant > now ? instant : instantAt(dayToDate(dateToDay(endDate) + 1), end, zone);
};

/**
 * When somebody may be written to: null for now, otherwise the first instant that is quiet in none of
 * the zones. Where there is none within two days the fall-back zone decides alone.
 */
export const quietUntil = (
  now: Instant,
  hours: QuietHours,
  { zones, fallback }: { readonly zones: readonly string[]; readonly fallback: string },
): Instant | null => {
  const limit = epochMs(now) + searchedMs;
  let instant = now;
  for (;;) {
    const ends = zones.flatMap((zone) => quietEnd(instant, hours, zone) ?? []);
    const latest = ends.sort().at(-1);
    if (latest === undefined) return instant === now ? null : instant;
    if (epochMs(latest) > limit) return quietEnd(now, hours, fallback);
    instant = latest;
  }
};
