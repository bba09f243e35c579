import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PolicyAuthor, PolicyRecord, PolicyStore } from '../../runs/policy-record.ts';
import { defaultPolicy, type ScoringPolicy } from '../../scoring/policy/policy.ts';
import { upcastPolicy } from '../../scoring/policy/upcast-policy.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';
import { transact } from './transact.ts';

/** Schema number of policy items; readers upcast older ones. */
const policySchema = 1;

/** The version that the code brings: it is in force, without an item, until one is put. */
const firstVersion: PolicyRecord = { version: 1, policy: defaultPolicy, since: null, by: null };

const PolicyItem = z.object({
  _v: z.literal(policySchema),
  version: z.number(),
  policy: z.unknown(),
  // Items of the first release know neither.
  at: z.string().optional(),
  who: z.string().optional(),
});
const ActiveItem = z.object({ _v: z.literal(policySchema), version: z.number() });

/** Versions of the scoring policy in the control table, and which one is in force. */
export const policyStore = (database: Database): PolicyStore => {
  const get = async (version: number): Promise<PolicyRecord | null> => {
    if (version === firstVersion.version) return firstVersion;
    const item = await getItem(database, controlKeys.policy(version));
    if (item === undefined) return null;
    return readPolicyItem(item);
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
    put: (policy, before, author) => put(database, { policy, before, ...author }),
    versions: (limit, before) => versions(database, limit, before),
  };
};

/** Members that came after an item was written get their defaults. */
const readPolicyItem = (stored: unknown): PolicyRecord => {
  const { version, policy, at = null, who = null } = PolicyItem.parse(stored);
  return { version, policy: upcastPolicy(policy), since: at, by: who };
};

const versions = async (
  { client, table }: Database,
  limit: number,
  before = Number.POSITIVE_INFINITY,
): Promise<readonly PolicyRecord[]> => {
  const first = controlKeys.policy(firstVersion.version + 1);
  const records: PolicyRecord[] = [];
  let last = before === Number.POSITIVE_INFINITY ? 'v~' : controlKeys.policy(before - 1).sk;
  // A page ends at a megabyte, which comes before a hundred large policies.
  while (records.length < limit && last >= first.sk) {
    const answer = await client.send(
      new QueryCommand({
        TableName: table('control'),
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk, ':last': last },
        ScanIndexForward: false,
        Limit: limit - records.length,
        ConsistentRead: true,
      }),
    );
    records.push(...(answer.Items ?? []).map(readPolicyItem));
    if (answer.LastEvaluatedKey === undefined) break;
    last = controlKeys.policy((records.at(-1)?.version ?? 1) - 1).sk;
  }
  return records.length < limit && before > firstVersion.version
    ? [...records, firstVersion]
    : records;
};

const getItem = async ({ client, table }: Database, Key: Record<string, string>) =>
  (await client.send(new GetCommand({ TableName: table('control'), Key, ConsistentRead: true })))
    .Item;

interface PolicyWrite extends PolicyAuthor {
  readonly policy: ScoringPolicy;
  readonly before: number;
}

const put = async (
  database: Database,
  { policy, before, at, by }: PolicyWrite,
): Promise<boolean> => {
  const TableName = database.table('control');
  const version = before + 1;
  const isFirst = before === firstVersion.version;
  const outcome = await transact(database, [
    {
      Put: {
        TableName,
        Item: { ...controlKeys.policy(version), _v: policySchema, version, policy, at, who: by },
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
