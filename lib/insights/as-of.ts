import { fail, ok, type Result } from '../shared/result.ts';
import { businessDay, type CalendarDate, dayToDate, type Instant } from '../shared/time.ts';

/** The business date that a question is about: today unless said, never later. */
export const askedDate = (
  asOf: CalendarDate | undefined,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): Result<CalendarDate> => {
  const today = dayToDate(businessDay(now, zone));
  if (asOf === undefined || asOf <= today) return ok(asOf ?? today);
  const message = 'asOf must not lie in the future';
  return fail('invalid_request', {
    errors: [{ pointer: '?asOf', code: 'in_the_future', message }],
  });
};
