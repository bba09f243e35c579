import type { Access } from './access.ts';
import { activeScoringAccess } from './intake-access.ts';

/** Reads a record and, where it is dirty, folds its ledger and stores the fold. */
export const settleAccess: readonly Access[] = [
  { table: 'scores', actions: ['GetItem', 'UpdateItem'] },
  { table: 'events', actions: ['Query'] },
  { table: 'customers', actions: ['PutItem'] },
];

/** A scorecard reads the detail besides, and records and details of the customers who were referred. */
export const scorecardAccess: readonly Access[] = [
  ...settleAccess,
  ...activeScoringAccess,
  { table: 'customers', actions: ['GetItem', 'BatchGetItem'] },
  { table: 'scores', actions: ['BatchGetItem'] },
];

/** The newest items of a kind in the control table: keys from the index, items behind them. */
export const controlListAccess: readonly Access[] = [
  { table: 'control', index: 'byKind', actions: ['Query'] },
  { table: 'control', actions: ['BatchGetItem'] },
];
