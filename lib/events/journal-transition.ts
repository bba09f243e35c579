import { contentHash } from '../shared/canonical.ts';
import { businessDay, type Instant } from '../shared/time.ts';
import type { ClassName, Transition } from './ledger-event.ts';
import type { LedgerStore } from './ports.ts';

/** A class change as its message tells it. */
export interface ReportedChange {
  readonly messageId: string;
  readonly customerId: string;
  readonly ledgerId: string;
  readonly occurredAt: Instant;
  readonly seq: number;
  readonly class: ClassName;
  readonly from: string | null;
  readonly to: string | null;
  readonly runId?: string | undefined;
}

/** Digits of a sequence number in an id, so that transitions sort by it. */
const seqDigits = 10;

/** Ids are made of the message's own, so that a message that comes twice is written once. */
export const transitionId = ({ seq, class: name }: Pick<ReportedChange, 'seq' | 'class'>): string =>
  `chg_${String(seq).padStart(seqDigits, '0')}_${name}`;

/** Writes a class change into the customer's ledger. Statistics do not count it. */
export const journalTransition =
  (ledgers: Pick<LedgerStore, 'putIfAbsent'>, zone: string) =>
  async (change: ReportedChange, recordedAt: Instant): Promise<boolean> => {
    const { customerId, ledgerId, occurredAt, messageId, class: name, from, to, runId } = change;
    const fact: Transition = {
      type: 'transition',
      class: name,
      from,
      to,
      messageId,
      ...(runId === undefined ? {} : { runId }),
    };
    return ledgers.putIfAbsent({
      ledgerId,
      customerId,
      eventId: transitionId(change),
      occurredAt,
      day: businessDay(occurredAt, zone),
      recordedAt,
      by: customerId,
      hash: contentHash({ occurredAt, ...fact }),
      ...fact,
    });
  };
