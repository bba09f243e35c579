import type { BatchStatementRequest } from '@aws-sdk/client-dynamodb';
import type { ScoreRecord } from '../../scoring/score-record.ts';
import type { ScoreChanges } from './score-changes.ts';

interface Statement extends Omit<BatchStatementRequest, 'Parameters'> {
  readonly Parameters: unknown[];
}

/** The PartiQL update that applies changes on condition that the record was not written since it was read. */
export const updateStatement = (
  tableName: string,
  { customerId, writes }: ScoreRecord,
  { set, remove }: ScoreChanges,
): Statement => {
  const clauses = [
    ...Object.keys(set).map((name) => `SET "${name}" = ?`),
    ...remove.map((name) => `REMOVE "${name}"`),
  ];
  return {
    Statement: `UPDATE "${tableName}" ${clauses.join(' ')} WHERE "id" = ? AND "v" = ? AND "st" = 'live'`,
    Parameters: [...Object.values(set), customerId, writes],
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};
