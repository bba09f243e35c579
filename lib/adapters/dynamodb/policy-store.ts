import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PolicyRecord, PolicyStore } from '../../runs/policy-record.ts';
import { defaultPolicy, ScoringPolicy } from '../../scoring/policy/policy.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { transact } from './transact.ts';

/** Schema number of policy items; readers upcast older ones. */
const policySchema = 1;

/** The version that the code brings: it is in force, without an item, until one is put. */
const firstVersion: PolicyRecord = { version: 1, policy: defaultPolicy };

const PolicyItem = z.object({
  _v: z.literal(policySchema),
  version: z.number(),
  policy: ScoringPolicy,
});
const ActiveItem = z.object({ _v: z.literal(policySchema), version: z.number() });

/** Versions of the scoring policy in the control table, and which one is in force. */
export const policyStore = (database: Database): PolicyStore => {
  const get = async (version: number): Promise<PolicyRecord | null> => {
    if (version === firstVersion.version) return firstVersion;
    const item = await getItem(database, controlKeys.policy(version));
    if (item === undefined) return null;
    const { _v, ...record } = PolicyItem.parse(item);
    return record;
  };
  return {
    get,
    active: async () => {
      const item = await getItem(database, controlKeys.activePolicy());
      if (item === undefined) return firstVersion;
      const { version } = ActiveItem.parse(item);
      const record = await get(version);
      if (record === null) throw new Error(`policy version ${version} is missing`);
      return record;
    },
    put: (policy, before) => put(database, policy, before),
  };
};

const getItem = async ({ client, table }: Database, Key: Record<string, string>) =>
  (await client.send(new GetCommand({ TableName: table('control'), Key, ConsistentRead: true })))
    .Item;

const put = async (database: Database, policy: ScoringPolicy, before: number): Promise<boolean> => {
  const TableName = database.table('control');
  const version = before + 1;
  const isFirst = before === firstVersion.version;
  const outcome = await transact(database, [
    {
      Put: {
        TableName,
        Item: { ...controlKeys.policy(version), _v: policySchema, version, policy },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName,
        Item: { ...controlKeys.activePolicy(), _v: policySchema, version },
        ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'version = :before',
        ...(isFirst ? {} : { ExpressionAttributeValues: { ':before': before } }),
      },
    },
  ]);
  return outcome.committed;
};
