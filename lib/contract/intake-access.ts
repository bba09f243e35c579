import type { Access } from './access.ts';

/** Reading the policy in force and the latest promoted model. */
export const activeScoringAccess: readonly Access[] = [
  { table: 'control', actions: ['GetItem'] },
  { table: 'control', index: 'byKind', actions: ['Query'] },
];

/**
 * What recording an event does: one transaction (the event if absent, the compact record, the detail, a
 * void's mark on its target, both ends of a referral), then the classes by the active model and policy.
 */
export const intakeAccess: readonly Access[] = [
  { table: 'customers', actions: ['GetItem', 'UpdateItem'] },
  { table: 'events', actions: ['PutItem', 'UpdateItem'] },
  { table: 'scores', actions: ['GetItem', 'UpdateItem'] },
  ...activeScoringAccess,
];
