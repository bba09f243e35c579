import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { epochMs } from '../../shared/time.ts';
import type { PartialResponse } from '../../surveys/partial-response.ts';
import type { PartialStore } from '../../surveys/ports.ts';
import { responseChannels } from '../../surveys/response.ts';
import { Answers } from './answer-schema.ts';
import type { Database } from './database.ts';
import { markInvitation } from './invitation-store.ts';
import { controlKeys } from './keys.ts';
import { patiently } from './patience.ts';
import { type Refusal, type TransactItem, transact } from './transact.ts';

/** Schema number of items of responses that were begun; readers upcast older ones. */
export const partialSchema = 1;

const PartialItem = z.object({
  _v: z.literal(partialSchema),
  id: z.string(),
  surveyId: z.string(),
  receipt: z.string(),
  revision: z.int(),
  language: z.string(),
  answers: Answers,
  hidden: z.record(z.string(), z.union([z.string(), z.number()])),
  channel: z.enum(responseChannels),
  interviewer: z.string().exactOptional(),
  link: z.object({ invitationId: z.string(), customerId: z.string() }).nullable(),
  startedAt: z.string(),
  expiresAt: z.string(),
});

/** The list of a customer's own, by which an erasure finds what was begun and not sent. */
export const partialList = (customerId: string): string => `partial#${customerId}`;

const partialItem = (partial: PartialResponse): Record<string, unknown> => ({
  ...controlKeys.partial(partial.receipt),
  ...(partial.link ? { lk: partialList(partial.link.customerId), ls: partial.id } : {}),
  _v: partialSchema,
  ...partial,
  ttl: Math.ceil(epochMs(partial.expiresAt) / 1_000),
});

/** Responses that were begun, in the control table until they are completed or run out. */
export const partialStore = (database: Database): PartialStore => ({
  find: async (receipt, now) => {
    const { Item } = await database.client.send(
      new GetCommand({
        TableName: database.table('control'),
        Key: controlKeys.partial(receipt),
        ConsistentRead: true,
      }),
    );
    if (!Item) return undefined;
    const { _v, ...partial } = PartialItem.parse(Item);
    return partial.expiresAt > now ? partial : undefined;
  },
  start: (partial, invitationId) => start(database, partial, invitationId),
  replace: (partial, now) => replace(database, partial, now),
});

const start = async (
  database: Database,
  partial: PartialResponse,
  invitationId: string | null,
): Promise<'started' | 'there' | 'refused' | 'customer_gone'> => {
  const { startedAt, link } = partial;
  const put: TransactItem = {
    Put: {
      TableName: database.table('control'),
      Item: partialItem(partial),
      // Expired items stay for up to two days.
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': startedAt },
    },
  };
  const begun =
    invitationId === null
      ? []
      : [
          markInvitation(
            database,
            { id: invitationId, started: true },
            { started: true },
            startedAt,
          ),
        ];
  const live = link ? [isLive(database, link.customerId)] : [];
  const answer = await transact(database, [put, ...begun, ...live]);
  if (answer.committed) return 'started';
  const [taken, ...others] = answer.refusals;
  if (link && others.at(-1)?.failed) return 'customer_gone';
  return invitationId !== null && others[0]?.failed ? 'refused' : refusedPut(taken);
};

const refusedPut = (taken: Refusal | undefined): 'there' => {
  if (!taken?.failed) throw new Error('a partial response was refused without a reason');
  return 'there';
};

/** Nothing that a person wrote is put down after the person was erased. */
export const isLive = (database: Database, customerId: string): TransactItem => ({
  ConditionCheck: {
    TableName: database.table('scores'),
    Key: { id: customerId },
    ConditionExpression: '#st = :live',
    ExpressionAttributeNames: { '#st': 'st' },
    ExpressionAttributeValues: { ':live': 'live' },
  },
});

const replace = async (
  { client, table }: Database,
  partial: PartialResponse,
  now: string,
): Promise<boolean> => {
  try {
    await patiently(() =>
      client.send(
        new PutCommand({
          TableName: table('control'),
          Item: partialItem(partial),
          ConditionExpression: 'revision = :before AND id = :id AND expiresAt > :now',
          ExpressionAttributeValues: {
            ':before': partial.revision - 1,
            ':id': partial.id,
            ':now': now,
          },
        }),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
