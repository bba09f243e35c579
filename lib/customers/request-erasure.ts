import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { Erasure } from './erasure.ts';
import { type IfMatch, matches, raced, untilFresh } from './if-match.ts';
import type { FindCustomer, MarkErased } from './ports.ts';
import { readCustomer } from './read-customer.ts';

/** Takes a person out of sight at once; the erasure job removes what is left. */
export const requestErasure = (ports: {
  readonly find: FindCustomer;
  readonly markErased: MarkErased;
}) => {
  const read = readCustomer(ports);
  return (request: {
    readonly customerId: string;
    readonly erasureId: string;
    readonly ifMatch: IfMatch;
    readonly now: Instant;
  }): Promise<Result<Erasure>> =>
    untilFresh(async () => {
      const found = await read(request.customerId);
      if (!found.ok) return found;
      if (!matches(request.ifMatch, found.value.version)) return fail('stale_version');
      const erasure: Erasure = {
        id: request.erasureId,
        customerId: request.customerId,
        status: 'pending',
        requestedAt: request.now,
      };
      const outcome = await ports.markErased(found.value, erasure);
      return outcome === 'written' ? ok(erasure) : raced;
    });
};
