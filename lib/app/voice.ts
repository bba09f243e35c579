import { findEvent } from '../adapters/dynamodb/case-store.ts';
import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { hearWords as hear } from '../voice/hear-words.ts';
import { database } from './base.ts';

/** Reads the texts of an event that was recorded. */
export const hearWords = hear({ findEvent: findEvent(database), ledgers: ledgerStore(database) });
