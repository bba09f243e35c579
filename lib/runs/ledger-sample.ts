import type { LedgerEvent } from '../events/ledger-event.ts';
import { inGroups } from './in-groups.ts';
import type { ReadLedger, ScanScores } from './score-ports.ts';
import { ledgersMax, samplePlan } from './segment-count.ts';

const pageSize = 1_000;
/** How many ledgers are read at a time. */
const readsAtOnce = 32;
/** Room in the function's memory: some 400 bytes an event. */
const eventsMax = 2_000_000;

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

/**
 * The ledgers of up to 20,000 customers, prospects included; of all customers where there are fewer. Drawn by scan
 * segments like the compact sample, so that a customer of one night is one of the next.
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
      const read = await inGroups(room, readsAtOnce, async ({ customerId, classes }) => ({
        customerId,
        tier: classes.tier,
        events: await readLedger(customerId),
      }));
      ledgers.push(...read);
      events += read.reduce((sum, ledger) => sum + ledger.events.length, 0);
      after = page.next;
      if (room.length < live.length || events > eventsMax) return { ledgers, isPart: true };
    } while (after !== null);
  }
  return { ledgers, isPart: used < total };
};
