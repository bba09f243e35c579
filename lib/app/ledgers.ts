import { ledgerSampler, ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { foldLedger } from '../events/fold.ts';
import type { FoldAsOf, ReadLedger } from '../runs/score-ports.ts';
import { ledgerOf } from '../shared/ids.ts';
import { database } from './base.ts';

export const ledgers = ledgerStore(database);

const sample = ledgerSampler(database);

/** For fits, which look at what had arrived when their run was planned: an eventually consistent read knows that by then. */
export const sampleLedger: ReadLedger = (customerId) => sample(ledgerOf(customerId));

export const foldSampledAsOf: FoldAsOf = async (customerId, asOf) =>
  foldLedger(await sampleLedger(customerId), asOf).statistics;

export const foldAsOf: FoldAsOf = async (customerId, asOf) =>
  foldLedger(await ledgers.readAll(ledgerOf(customerId)), asOf).statistics;
