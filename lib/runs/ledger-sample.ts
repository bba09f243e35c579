import type { LedgerEvent } from '../events/ledger-event.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { inGroups } from './in-groups.ts';
import type { ReadLedger, ScanScores } from './score-ports.ts';
import { ledgersMax, samplePlan } from './segment-count.ts';

const pageSize = 1_000;
/** How many ledgers are read at a time. */
const readsAtOnce = 32;
/** Room in the function's memory: some 860 bytes an event (measured), which is a third of its 3 GB. */
export const eventsMax = 1_000_000;

/** A customer with the whole ledger. */
export interface SampledLedger {
  readonly customerId: string;
  /** The tier that is stored now. */
  readonly tier: string | null;
  readonly events: readonly LedgerEvent[];
}

export interface LedgerSample {
  /** In the order of the scan, which is that of the keys' hash: the same customers each night. */
  readonly ledgers: readonly SampledLedger[];
  /** False where everybody who is live was taken. */
  readonly isPart: boolean;
}

export interface LedgerSampleContext {
  readonly scan: ScanScores;
  readonly readLedger: ReadLedger;
}

const eventsIn = (ledgers: readonly SampledLedger[]): number =>
  ledgers.reduce((sum, { events }) => sum + events.length, 0);

/** Reads group by group and ends where the events have no more room: a page of long ledgers would not fit into memory. */
const readWhileRoom = async (
  readLedger: ReadLedger,
  records: readonly ScoreRecord[],
  eventsLeft: number,
): Promise<readonly SampledLedger[]> => {
  const ledgers: SampledLedger[] = [];
  let left = eventsLeft;
  for (let start = 0; start < records.length && left > 0; start += readsAtOnce) {
    const group = records.slice(start, start + readsAtOnce);
    const read = await inGroups(group, readsAtOnce, async ({ customerId, classes }) => ({
      customerId,
      tier: classes.tier,
      events: await readLedger(customerId),
    }));
    ledgers.push(...read);
    left -= eventsIn(read);
  }
  return ledgers;
};

/**
 * The ledgers of up to 20,000 customers, prospects included; of all customers where there are fewer, and of fewer
 * where their events fill the memory. Drawn by scan segments like the compact sample, so that a customer of one night is one of the next.
 */
export const drawLedgerSample = async (
  { scan, readLedger }: LedgerSampleContext,
  customers: number,
): Promise<LedgerSample> => {
  const { total, used } = samplePlan(customers, ledgersMax);
  const ledgers: SampledLedger[] = [];
  let events = 0;
  for (let segment = 0; segment < used; segment += 1) {
    let after: string | null = null;
    do {
      const page = await scan({ segment, total, after, limit: pageSize });
      const live = page.records.filter(({ status }) => status === 'live');
      const room = live.slice(0, ledgersMax - ledgers.length);
      const read = await readWhileRoom(readLedger, room, eventsMax - events);
      ledgers.push(...read);
      events += eventsIn(read);
      after = page.next;
      if (read.length < live.length) return { ledgers, isPart: true };
    } while (after !== null);
  }
  return { ledgers, isPart: used < total };
};
