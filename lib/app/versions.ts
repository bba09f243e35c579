import { modelStore } from '../adapters/dynamodb/model-store.ts';
import { policyStore } from '../adapters/dynamodb/policy-store.ts';
import { database } from './base.ts';

/** What scores are computed with, for those who only read or write it and score nobody. */
export const models = modelStore(database);
export const policies = policyStore(database);
