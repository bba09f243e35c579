import type { RateLimit } from '../../shared/rate-limit.ts';
import type { Instant } from '../../shared/time.ts';
import { linkLimit, windowAt } from './limits.ts';
import type { LimitStore } from './ports.ts';

/**
 * Counts an attempt through a personal link that failed. It is refused where too many failed before it;
 * what succeeds is never counted, nor asked about.
 */
export const countFailure =
  ({ limits }: { readonly limits: LimitStore }) =>
  async (
    invitationId: string,
    now: Instant,
  ): Promise<{ readonly isRefused: boolean; readonly limit: RateLimit }> => {
    const window = windowAt(linkLimit, now);
    const count = await limits.count({ limit: linkLimit, window, of: invitationId }, 1);
    const { resetSeconds } = window;
    const remaining = count === null ? 0 : linkLimit.quota - count;
    const { name, quota, windowSeconds } = linkLimit;
    return {
      isRefused: count === null,
      limit: { name, quota, windowSeconds, remaining, resetSeconds },
    };
  };
