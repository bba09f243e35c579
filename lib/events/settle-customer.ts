import type { ScoreRecord } from '../scoring/score-record.ts';
import { ledgerOf } from '../shared/ids.ts';
import { foldLedger, type LedgerFold } from './fold.ts';
import type { LedgerStore, ScoreStore } from './ports.ts';

export interface FoldDependencies {
  readonly scores: ScoreStore;
  readonly ledgers: LedgerStore;
}

/** A fold that keeps losing against a busy customer is used without being stored: the next reader stores it. */
const attemptsMax = 5;

/**
 * The record of a customer with whole statistics: a dirty one is folded over its ledger, and the fold
 * stored. Undefined for a customer who is unknown; erased ones come back as they are.
 *
 * The record is read before the ledger: an event that arrives between the two counts up the record's
 * writes, so that the fold without it is not stored.
 */
export const settleCustomer =
  ({ scores, ledgers }: FoldDependencies) =>
  async (customerId: string): Promise<ScoreRecord | undefined> => {
    for (let attempt = 1; ; attempt += 1) {
      const record = await scores.read(customerId);
      if (!record?.dirty || record.status !== 'live') return record;
      const fold = foldLedger(await ledgers.readAll(ledgerOf(customerId)));
      if (await scores.writeFold(record, fold)) return settled(record, fold);
      // Its writes stay those that were read, so that nothing can be stored upon it.
      if (attempt >= attemptsMax) return { ...settled(record, fold), writes: record.writes };
    }
  };

/** The record as the stored fold leaves it. */
export const settled = (
  { lastChange: _sent, ...record }: ScoreRecord,
  { statistics, commutes }: LedgerFold,
): ScoreRecord => ({ ...record, writes: record.writes + 1, dirty: false, commutes, statistics });
