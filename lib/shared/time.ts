import { Temporal } from 'temporal-polyfill';

/** An instant as RFC 3339 in UTC with `Z`, milliseconds included. */
export type Instant = string;
/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;
/** A business day as whole days since 1970-01-01 (compact items and models). */
export type Day = number;

/** Tells the present in epoch milliseconds. A port: only adapters read the real clock. */
export type Clock = () => number;

const msPerDay = 86_400_000;

/** Weeks are the time unit of the transaction models. */
export const daysPerWeek = 7;
/** Mean length of a calendar month, for lengths of time that begin on any day. */
export const daysPerMonth = 365.25 / 12;

export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString();

export const epochMs = (instant: Instant): number => Date.parse(instant);

/** The business day that an instant falls on in the business's zone (daylight saving included). */
export const businessDay = (instant: Instant, zone: string): Day =>
  dateToDay(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString());

export const dateToDay = (date: CalendarDate): Day =>
  Math.round(Date.parse(`${date}T00:00:00Z`) / msPerDay);

/** The first and the last date that four digits of a year can name. */
const [firstDay, lastDay] = [dateToDay('0001-01-01'), dateToDay('9999-12-31')];

/** A day beyond them, such as the one after a window that asks for all there is, stands at their end. */
export const dayToDate = (day: Day): CalendarDate =>
  new Date(Math.min(Math.max(day, firstDay), lastDay) * msPerDay).toISOString().slice(0, 10);

/** `YYYY-MM` of a day. */
export const monthOf = (day: Day): string => dayToDate(day).slice(0, 7);

/** The instant at which a business day begins in the zone (the first one, where a clock change repeats it). */
export const startOfDay = (day: Day, zone: string): Instant =>
  new Date(
    Temporal.PlainDate.from(dayToDate(day)).toZonedDateTime({ timeZone: zone }).epochMilliseconds,
  ).toISOString();

/** True for an IANA zone that the runtime knows. */
export const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

const minutesPerHour = 60;

/** What the clocks on the wall of a zone show: the date, and the minutes since its midnight. */
export const wallClock = (
  instant: Instant,
  zone: string,
): { readonly date: CalendarDate; readonly minute: number } => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return {
    date: local.toPlainDate().toString(),
    minute: local.hour * minutesPerHour + local.minute,
  };
};

/**
 * The instant at which the clocks of a zone show so many minutes since midnight on a date. A time that
 * a clock change skips is as much later, one that it repeats is the first (RFC 5545, 3.3.5).
 */
export const instantAt = (date: CalendarDate, minute: number, zone: string): Instant =>
  toInstant(
    Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({
        hour: Math.floor(minute / minutesPerHour),
        minute: minute % minutesPerHour,
      }),
    }).epochMilliseconds,
  );
