import { connect } from '../adapters/dynamodb/database.ts';
import { subKeys } from '../adapters/secret.ts';
import type { TableName } from '../contract/tables.ts';
import type { Clock } from '../shared/time.ts';
import { cursorsWith } from './cursor.ts';
import { env, type Variable } from './env.ts';

const tableVariables = {
  customers: 'TABLE_CUSTOMERS',
  events: 'TABLE_EVENTS',
  scores: 'TABLE_SCORES',
  control: 'TABLE_CONTROL',
} as const satisfies Record<TableName, Variable>;

/** What every composition starts from: made once per execution environment, nothing is read before it is used. */
export const database = connect((name) => env(tableVariables[name]));

// Marked as pure, so that a function which uses no secret does not carry the client that reads it.
export const subKey = /* @__PURE__ */ subKeys(() => env('SECRET_ID'));

/** Positions in lists, sealed with the deployment's cursor key. */
export const cursors = /* @__PURE__ */ cursorsWith(subKey);

export const clock: Clock = () => Date.now();

/** The business that this deployment belongs to. Read at call time, so that a function which needs none of it may lack it. */
export const business = {
  get currency(): string {
    return env('CURRENCY');
  },
  get zone(): string {
    return env('ZONE');
  },
};
