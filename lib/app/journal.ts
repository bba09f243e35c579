import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { journalTransition, type ReportedChange } from '../events/journal-transition.ts';
import { toInstant } from '../shared/time.ts';
import { business, clock, database } from './base.ts';

const ledgers = ledgerStore(database);

/** Writes a class change into its ledger; false when it stands there already. */
export const journal = (change: ReportedChange): Promise<boolean> =>
  journalTransition(ledgers, business.zone)(change, toInstant(clock()));
