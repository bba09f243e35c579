import * as z from 'zod';

/** How many items of each kind an erasure removes or strips. */
export const RemovedCounts = z.strictObject({
  profiles: z.int(),
  identities: z
    .int()
    .meta({ description: 'Kept as keyed hashes, so that the person stays erased.' }),
  memberships: z.int(),
  /** Notes, places in lists and the like; certificates of older releases know none. */
  records: z.int().default(0),
  answers: z.int().meta({ description: 'Last answers in the detail of the scorecard.' }),
  events: z.int().meta({
    description:
      'Stripped of text, identity, and the ids of orders, tickets and subscriptions; amounts stay.',
  }),
});
export type RemovedCounts = z.infer<typeof RemovedCounts>;

/** Proof of a finished erasure. */
export const Certificate = z
  .strictObject({
    erasureId: z.string(),
    customerId: z.string(),
    requestedAt: z.iso.datetime(),
    completedAt: z.iso.datetime(),
    removed: RemovedCounts,
    digest: z.string().meta({
      description:
        'Keyed hash (HMAC-SHA-256) over the keys of all items concerned: it proves which they were and shows none of them.',
    }),
  })
  .meta({ id: 'ErasureCertificate' });
export type Certificate = z.infer<typeof Certificate>;

/** The erasure of one person: asked for, under way, done. */
export const Erasure = z
  .strictObject({
    id: z.string(),
    customerId: z.string(),
    status: z.enum(['pending', 'running', 'completed']),
    requestedAt: z.iso.datetime(),
    certificate: Certificate.optional(),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof Erasure>;

/** Fixed before the first removal, so that an attempt that continues another's work certifies the whole. */
export const ErasurePlan = z.strictObject({ removed: RemovedCounts, digest: z.string() });
export type ErasurePlan = z.infer<typeof ErasurePlan>;
