import type { Access } from './access.ts';
import { activeScoringAccess } from './intake-access.ts';
import { settleAccess } from './score-access.ts';

/** Looking at a survey, a link and what was begun by it. */
export const readSurveyAccess: readonly Access[] = [{ table: 'control', actions: ['GetItem'] }];

/** The same with the answers that were sent by it, as long as they may be changed. */
export const readLinkAccess: readonly Access[] = [
  ...readSurveyAccess,
  { table: 'events', actions: ['Query'] },
];

/** What a response writes beside itself: the use of its right, its partial's start or end, its places in quotas. */
const besideResponse: Access = {
  table: 'control',
  actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
};

/**
 * Storing a response: the event with the compact record and the last answers of a customer, what
 * stands beside it, then the classes by the active model and policy. A repeat looks for its revision. A
 * suspect waits in quarantine, and among the customer's items a note says so.
 */
export const submitAccess: readonly Access[] = [
  besideResponse,
  ...activeScoringAccess,
  { table: 'events', actions: ['PutItem', 'Query'] },
  { table: 'customers', actions: ['PutItem', 'UpdateItem'] },
  { table: 'scores', actions: ['GetItem', 'UpdateItem', 'ConditionCheckItem'] },
];

/** A stranger's answer uses no link and belongs to no customer. */
export const submitOpenlyAccess: readonly Access[] = [
  { table: 'control', actions: ['GetItem', 'PutItem', 'UpdateItem'] },
  { table: 'events', actions: ['PutItem'] },
];

/** Changing a response: what was begun, or a complete one with the fold of its customer's ledger. */
export const updateResponseAccess: readonly Access[] = [
  ...submitAccess,
  ...settleAccess,
  { table: 'events', actions: ['BatchGetItem', 'UpdateItem'] },
];

/** Signing a blinded message uses a link up, and ends what was begun by it. */
export const signAccess: readonly Access[] = [
  { table: 'control', actions: ['GetItem', 'UpdateItem', 'DeleteItem'] },
];
