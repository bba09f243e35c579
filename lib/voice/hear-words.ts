import type { LedgerEvent } from '../events/ledger-event.ts';
import type { LedgerStore } from '../events/ports.ts';
import type { Instant } from '../shared/time.ts';
import { analysisOf, isSpoken } from './analysis-event.ts';

export interface HearingPorts {
  /** One event of a ledger, strongly consistent. */
  readonly findEvent: (ledgerId: string, eventId: string) => Promise<LedgerEvent | undefined>;
  readonly ledgers: Pick<LedgerStore, 'putIfAbsent'>;
}

/**
 * Writes what the texts of an event say into its ledger; false when there is nothing to write or it
 * stands there. A revised answer is an event of its own with an analysis of its own; that of the
 * answer before names an event that was voided, and readers pass over it.
 */
export const hearWords =
  ({ findEvent, ledgers }: HearingPorts) =>
  async (
    { ledgerId, eventId }: { readonly ledgerId: string; readonly eventId: string },
    now: Instant,
  ): Promise<boolean> => {
    const event = await findEvent(ledgerId, eventId);
    if (!event || !isSpoken(event) || event.voidedBy !== undefined) return false;
    const analysis = analysisOf(event, now);
    return analysis !== null && (await ledgers.putIfAbsent(analysis));
  };
