import type { Access } from './access.ts';

/** Walking an audience: the keys of a list, then profiles with their logs, records and, where it asks for one, events. */
export const selectionAccess: readonly Access[] = [
  { table: 'customers', index: 'byList', actions: ['Query'] },
  { table: 'customers', actions: ['BatchGetItem'] },
  { table: 'scores', index: 'byTier', actions: ['Query'] },
  { table: 'scores', index: 'byStage', actions: ['Query'] },
  { table: 'scores', index: 'byActivity', actions: ['Query'] },
  { table: 'scores', index: 'byRisk', actions: ['Query'] },
  { table: 'scores', actions: ['BatchGetItem'] },
  { table: 'events', index: 'byTime', actions: ['Query'] },
  { table: 'events', actions: ['BatchGetItem'] },
];

/** The job: selections and checkpoints, then moves of those who are due, each one transaction. */
export const askAccess: readonly Access[] = [
  ...selectionAccess,
  { table: 'customers', actions: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] },
  { table: 'control', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  { table: 'events', actions: ['PutItem'] },
];

/** The question that follows up a case: profile and log, its link, its place in the queue or its message. */
export const followUpAccess: readonly Access[] = [
  { table: 'customers', actions: ['BatchGetItem', 'PutItem', 'ConditionCheckItem'] },
  { table: 'control', actions: ['GetItem', 'PutItem'] },
  { table: 'events', actions: ['PutItem'] },
];

/** Mailing one message: everything that it says, the claim, and what became of it. */
export const deliverAccess: readonly Access[] = [
  { table: 'customers', actions: ['GetItem', 'BatchGetItem', 'UpdateItem'] },
  { table: 'control', actions: ['GetItem', 'Query', 'UpdateItem'] },
];

/** Noting an answer: places in waves, their counters, and the log. */
export const noteAnswerAccess: readonly Access[] = [
  {
    table: 'customers',
    actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
  },
  { table: 'control', actions: ['UpdateItem'] },
];

/** What recording a personal link in the log of its customer does. */
export const handAskAccess: readonly Access[] = [
  { table: 'customers', actions: ['GetItem', 'BatchGetItem', 'PutItem', 'ConditionCheckItem'] },
  { table: 'control', actions: ['GetItem'] },
];

/** A withdrawal by an unsubscribe link. */
export const unsubscribeAccess: readonly Access[] = [
  { table: 'customers', actions: ['GetItem', 'UpdateItem'] },
  { table: 'control', actions: ['GetItem'] },
];
