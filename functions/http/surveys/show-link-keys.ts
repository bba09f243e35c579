import type * as z from 'zod';
import type { LinkKeysResource } from '../../../lib/contract/invitation-shapes.ts';
import type { LinkKeyRing } from '../../../lib/surveys/link-keys.ts';

/** The generations; the salts stay where they are. */
export const showLinkKeys = ({ generations }: LinkKeyRing): z.input<typeof LinkKeysResource> => ({
  current: Math.max(
    ...generations.flatMap(({ generation, revokedAt }) => (revokedAt === null ? [generation] : [])),
  ),
  generations: generations.map(({ generation, createdAt, revokedAt }) => ({
    generation,
    createdAt,
    revokedAt,
  })),
});
