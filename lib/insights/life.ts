import type { Day } from '../shared/time.ts';
import { type Stay, untilDay } from './stays.ts';

/** What is known of the length of one life: how long it lasted, or that it lasted longer than so many days. */
export interface Life {
  /** Whole days from the origin to the end, 0 where nothing followed the origin. */
  readonly days: number;
  /** False: censored, the life is longer than `days`. */
  readonly ended: boolean;
}

/**
 * The life of a stay from an origin in it (its first day, or a landmark): to the last purchase before a silence longer
 * than the horizon, or to the last paid day. An end is only seen when the silence has passed, so up to the data's end
 * E ends are seen that lie before E - grace, and every life that is not seen to end is censored there, not at its own
 * last purchase: censoring that depends on the last purchase would leave exactly the silent out of those at risk and
 * so flatter the curve (independent censoring, Kaplan and Meier 1958, section 2). Null where the origin is too recent
 * for any end to be seen.
 */
export const lifeOf = (
  stay: Stay,
  { origin, dataEnd }: { readonly origin: Day; readonly dataEnd: Day },
): Life | null => {
  const seenDays = seenDaysOf(stay.graceDays, { origin, dataEnd });
  if (seenDays < 0) return null;
  return untilDay(stay) < dataEnd
    ? { days: Math.max(0, stay.lastDay - origin), ended: true }
    : { days: seenDays, ended: false };
};

/** The longest life from an origin whose end could have been seen by the end of the data; negative: none. */
export const seenDaysOf = (
  graceDays: number,
  { origin, dataEnd }: { readonly origin: Day; readonly dataEnd: Day },
): number => dataEnd - graceDays - 1 - origin;
