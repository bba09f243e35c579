import { contentHash } from '../shared/canonical.ts';
import { businessDay, type Instant } from '../shared/time.ts';
import type { Fact, LedgerEvent } from './ledger-event.ts';

export interface EventSource {
  readonly ledgerId: string;
  readonly customerId: string;
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** The identity that the event arrived under. */
  readonly by: string;
  readonly zone: string;
}

/** The ledger event of a fact. The hash covers what happened and when, not how its customer was named. */
export const buildEvent = (fact: Fact, { zone, ...source }: EventSource): LedgerEvent => ({
  ...source,
  day: businessDay(source.occurredAt, zone),
  hash: contentHash({ occurredAt: source.occurredAt, ...fact }),
  ...fact,
});
