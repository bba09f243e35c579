import type { CaseFilter } from './ports.ts';
import type { RecoveryCase } from './recovery-case.ts';

/** Whether a case is one of those asked for; the owner '' stands for nobody. */
export const isWanted =
  ({ status, owner, dueBefore, customerId }: CaseFilter) =>
  (found: RecoveryCase): boolean =>
    (status === undefined || found.status === status) &&
    (owner === undefined || (found.owner ?? '') === owner) &&
    (customerId === undefined || found.customerId === customerId) &&
    (dueBefore === undefined || (found.dueAt !== null && found.dueAt < dueBefore));
