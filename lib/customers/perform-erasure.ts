import { type Clock, toInstant } from '../shared/time.ts';
import type { ErasureStore } from './ports.ts';

/**
 * Performs an erasure. It may be delivered twice, end half-way and start again: what is counted is fixed
 * before the first removal, removals repeat without effect, and the certificate is written once.
 */
export const performErasure =
  (store: ErasureStore, clock: Clock) =>
  async (erasureId: string): Promise<void> => {
    const erasure = await store.find(erasureId);
    // The record is written in the same transaction as the message: without it something is broken.
    if (!erasure) throw new Error(`erasure ${erasureId} has no record`);
    if (erasure.status === 'completed') return;
    const plan = await store.begin(erasureId, await store.inventory(erasure), toInstant(clock()));
    await store.removeContent(erasure);
    await store.complete(erasureId, {
      erasureId,
      customerId: erasure.customerId,
      requestedAt: erasure.requestedAt,
      completedAt: toInstant(clock()),
      removed: plan.removed,
      digest: plan.digest,
    });
  };
