import { dateToDay, startOfDay } from '../../lib/shared/time.ts';

const compact = /^(\d{4})(\d{2})(\d{2})$/;
const separated = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** A calendar date as `YYYY-MM-DD`, from `YYYYMMDD` or `YYYY-MM-DD` (also with / or .); undefined when it is none. */
export const toDate = (text: string): string | undefined => {
  const match = compact.exec(text) ?? separated.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date
    ? undefined
    : date;
};

/**
 * The instant of a row: an RFC 3339 instant as it is; a calendar date as the beginning of that day in
 * `zone`, or, without one, as noon UTC, which is the same date in every zone from -12:00 to +11:59.
 */
export const toOccurredAt = (text: string, zone?: string): string | undefined => {
  const trimmed = text.trim();
  const date = toDate(trimmed);
  if (date) return zone ? startOfDay(dateToDay(date), zone) : `${date}T12:00:00.000Z`;
  if (!instant.test(trimmed)) return undefined;
  const parsed = new Date(trimmed.replace(' ', 'T'));
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
};
