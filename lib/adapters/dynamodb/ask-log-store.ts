import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AskLog, emptyLog } from '../../asking/ask-log.ts';
import type { AskLogStore, Contact, LoadContacts, LoadScores } from '../../asking/ports.ts';
import { batchGet } from './batch-get.ts';
import { readProfileItem } from './customer-item.ts';
import type { Database } from './database.ts';
import { customerKeys } from './keys.ts';
import { readScoreItem } from './score-item.ts';
import { type TransactItem, transact } from './transact.ts';

/** Schema number of ask logs; readers upcast older ones. */
export const askLogSchema = 1;

const AskLogItem = z.object({
  _v: z.literal(askLogSchema),
  w: z.int(),
  asks: z.array(
    z.object({
      at: z.string(),
      channel: z.enum(['email', 'phone', 'sms', 'wechat', 'app', 'post', 'link']),
      surveyId: z.string(),
      invitationId: z.string(),
    }),
  ),
  answeredAt: z.string().optional(),
});

export const readAskLog = (stored: unknown): AskLog => {
  if (stored === undefined) return emptyLog;
  const { w, asks, answeredAt } = AskLogItem.parse(stored);
  return { writes: w, asks, answeredAt: answeredAt ?? null };
};

/** What a customer was asked, beside the profile: it goes with it when the person is erased. */
export const askLogStore = (database: Database): AskLogStore => ({
  read: async (customerId) => {
    const { Item } = await database.client.send(
      new GetCommand({
        TableName: database.table('customers'),
        Key: customerKeys.askLog(customerId),
        ConsistentRead: true,
      }),
    );
    return readAskLog(Item);
  },
  write: async (customerId, after, before) => {
    const outcome = await transact(database, askLogWrites(database, customerId, { after, before }));
    return outcome.committed;
  },
});

/** The next log over the one that was decided on, of a customer who is still there. */
export const askLogWrites = (
  { table }: Database,
  customerId: string,
  { after, before }: { readonly after: AskLog; readonly before: AskLog },
): readonly TransactItem[] => {
  const isFirst = before.writes === 0;
  const isUnchanged = isFirst ? 'attribute_not_exists(pk)' : 'w = :before';
  const isLive = '#status = :live';
  return [
    {
      Put: {
        TableName: table('customers'),
        Item: {
          ...customerKeys.askLog(customerId),
          _v: askLogSchema,
          w: after.writes,
          asks: after.asks,
          ...(after.answeredAt === null ? {} : { answeredAt: after.answeredAt }),
        },
        ConditionExpression: isUnchanged,
        ...(isFirst ? {} : { ExpressionAttributeValues: { ':before': before.writes } }),
      },
    },
    {
      ConditionCheck: {
        TableName: table('customers'),
        Key: customerKeys.profile(customerId),
        ConditionExpression: isLive,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':live': 'live' },
      },
    },
  ];
};

/** Profiles and logs of live customers, read together. */
export const loadContacts =
  (database: Database): LoadContacts =>
  async (customerIds) => {
    const ids = [...new Set(customerIds)];
    const keys = ids.flatMap((id) => [customerKeys.profile(id), customerKeys.askLog(id)]);
    const items = await batchGet(database, 'customers', { keys, isStrong: true });
    const byKey = new Map(items.map((item) => [`${item['pk']}/${item['sk']}`, item]));
    return new Map(
      ids.flatMap((id): readonly (readonly [string, Contact])[] => {
        const profile = byKey.get(`${id}/profile`);
        const stored = profile && readProfileItem(profile);
        if (stored?.status !== 'live') return [];
        return [[id, { customer: stored.customer, log: readAskLog(byKey.get(`${id}/asked`)) }]];
      }),
    );
  };

/** Compact records of customers, for classes and the last purchase day. */
export const loadScores =
  (database: Database): LoadScores =>
  async (customerIds) => {
    const keys = [...new Set(customerIds)].map((id) => ({ id }));
    const items = await batchGet(database, 'scores', { keys });
    return new Map(items.map(readScoreItem).map((record) => [record.customerId, record] as const));
  };
