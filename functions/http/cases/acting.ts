import type { Acting } from '../../../lib/recovery/work-on-case.ts';
import type { Call } from '../handler.ts';

/** Who acts: the token's subject, never a member of the body. */
export const acting = ({ caller, now, ids, ifMatch }: Call): Acting => ({
  by: caller,
  now,
  ids,
  ifMatch,
});
