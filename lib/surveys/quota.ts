import * as z from 'zod';
import { Condition } from './condition.ts';
import { Identifier } from './identifiers.ts';

/** How many completed responses of a kind are taken, and what the others meet. */
export const Quota = z.strictObject({
  id: Identifier,
  limit: z.int().min(1).max(100_000_000),
  when: Condition.optional().meta({
    description: 'Which responses count; without it all of them.',
  }),
  onFull: z.enum(['refuse', 'screen_out']).default('refuse').meta({
    description:
      '`refuse`: 409 `quota_full`, and a personal link stays unused. `screen_out`: the visitor is thanked, the link is used, the answers are not kept.',
  }),
});
export type Quota = z.infer<typeof Quota>;
