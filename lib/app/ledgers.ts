import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { foldLedger } from '../events/fold.ts';
import type { FoldAsOf, ReadLedger } from '../runs/score-ports.ts';
import { ledgerOf } from '../shared/ids.ts';
import { database } from './base.ts';

export const ledgers = ledgerStore(database);

export const readLedger: ReadLedger = (customerId) => ledgers.readAll(ledgerOf(customerId));

export const foldAsOf: FoldAsOf = async (customerId, asOf) =>
  foldLedger(await readLedger(customerId), asOf).statistics;
