import type { BatchStatementRequest } from '@aws-sdk/client-dynamodb';
import type { ClassWrite } from '../../runs/score-ports.ts';
import type { ClassChange } from '../../scoring/score-record.ts';
import type { Instant } from '../../shared/time.ts';
import { classKeys } from './score-item.ts';

export interface Stamp {
  readonly runId: string;
  readonly at: Instant;
}

interface Statement extends Omit<BatchStatementRequest, 'Parameters'> {
  readonly Parameters: unknown[];
}

/**
 * The PartiQL update that stores new classes on condition that the record was not written since it
 * was read. A class change takes the next change number and leaves with the stream; a write that
 * moves only the value bucket takes the old change away, so that it is not sent again.
 */
export const updateClasses = (
  tableName: string,
  { record, classes, nextChangeDay, changes }: ClassWrite,
  stamp: Stamp,
): Statement => {
  const changed = Object.keys(changes).length > 0;
  const seq = record.changeSeq + 1;
  const attributes: Readonly<Record<string, unknown>> = {
    v: record.writes + 1,
    ...classKeys(record.customerId, classes),
    nc: nextChangeDay ?? undefined,
    ch: changed ? storedChange(changes, seq, stamp) : undefined,
    ...(changed ? { q: seq } : {}),
  };
  const set = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const removed = Object.entries(attributes).filter(([, value]) => value === undefined);
  const clauses = [
    ...set.map(([name]) => `SET "${name}" = ?`),
    ...removed.map(([name]) => `REMOVE "${name}"`),
  ];
  return {
    Statement: `UPDATE "${tableName}" ${clauses.join(' ')} WHERE "id" = ? AND "v" = ? AND "st" = 'live'`,
    Parameters: [...set.map(([, value]) => value), record.customerId, record.writes],
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};

const storedChange = (changes: ClassChange, seq: number, { runId, at }: Stamp) => ({
  s: seq,
  at,
  r: runId,
  ...(changes.tier ? { t: changes.tier } : {}),
  ...(changes.stage ? { g: changes.stage } : {}),
  ...(changes.activity ? { a: changes.activity } : {}),
  ...(changes.risk ? { k: changes.risk } : {}),
});
