import { erasureStore } from '../adapters/dynamodb/erasure-store.ts';
import { performErasure as perform } from '../customers/perform-erasure.ts';
import { clock, database, subKey } from './base.ts';

/** Performs an erasure that was asked for; a repeat continues or does nothing. */
export const performErasure = perform(erasureStore(database, subKey), clock);
