import type { Access } from './access.ts';
import { activeScoringAccess } from './intake-access.ts';

/** Looking at a survey, a link and what was begun by it. */
export const readSurveyAccess: readonly Access[] = [{ table: 'control', actions: ['GetItem'] }];

/**
 * Storing a response: the use of the link and the event, with the compact record and the last answers
 * of an identified customer, then the classes by the active model and policy.
 */
export const submitAccess: readonly Access[] = [
  { table: 'control', actions: ['GetItem', 'UpdateItem'] },
  ...activeScoringAccess,
  { table: 'events', actions: ['PutItem'] },
  { table: 'customers', actions: ['UpdateItem'] },
  { table: 'scores', actions: ['GetItem', 'UpdateItem'] },
];

/** A stranger's answer uses no link and belongs to no customer. */
export const submitOpenlyAccess: readonly Access[] = [
  ...readSurveyAccess,
  { table: 'events', actions: ['PutItem'] },
];
