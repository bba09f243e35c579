import type { IndexName, TableName } from './tables.ts';

/** The DynamoDB actions that a grant can hold (IAM names without the service prefix). */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'Scan'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'PartiQLUpdate';

/** What a route or job may do to one table, or to one index of it. Least privilege is built from this. */
export type Access = {
  [T in TableName]: {
    readonly table: T;
    readonly index?: IndexName<T>;
    readonly actions: readonly TableAction[];
  };
}[TableName];

/**
 * Other resources that a route or job uses; `publicUrl` is the origin of survey links, `mailFrom` the
 * address that e-mails come from, `mail` the right to send from it.
 */
export type Use = 'secret' | 'bus' | 'night' | 'publicUrl' | 'mailFrom' | 'mail';
