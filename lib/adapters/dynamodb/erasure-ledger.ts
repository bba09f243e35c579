import { createHmac } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Erasure } from '../../customers/erasure.ts';
import { ledgerOf } from '../../shared/ids.ts';
import type { Database } from './database.ts';
import { eventKeys } from './keys.ts';
import { queryLane } from './query.ts';

/** What stands in place of what was removed: readers ask for the attributes. */
const removed = 'erased';

/** Types that the system writes itself, from ids and classes alone. */
const impersonal = new Set(['transition', 'analysis', 'erasure', 'asked']);

/** A caller's own names for things of the person: a hash keeps what belongs together together. */
const namedIds = ['orderId', 'ticketId', 'subscriptionId'] as const;

const EventHead = z.object({
  ledger: z.string(),
  event: z.string(),
  type: z.string(),
  /** The erasure that stripped the event: ids are hashed once. */
  erasure: z.string().optional(),
  p: z
    .object({
      orderId: z.string().optional(),
      ticketId: z.string().optional(),
      subscriptionId: z.string().optional(),
    })
    .optional(),
});
type EventHead = z.infer<typeof EventHead>;

/** The events of a customer that say something about the person, page by page. */
export const personalEvents = async function* (
  database: Database,
  { customerId }: Pick<Erasure, 'customerId'>,
): AsyncGenerator<readonly EventHead[]> {
  const query = {
    TableName: database.table('events'),
    KeyConditionExpression: 'ledger = :ledger',
    ExpressionAttributeValues: { ':ledger': ledgerOf(customerId) },
    ConsistentRead: true,
  };
  for await (const heads of queryLane(database, query, (item) => EventHead.parse(item)))
    yield heads.filter(({ type }) => !impersonal.has(type));
};

const eventsAtOnce = 10;

/**
 * Removes text, content hash and identity from a ledger and replaces the ids of orders, tickets and
 * subscriptions by keyed hashes: refunds still find their order, amounts and days stay, so every total
 * is what it was.
 */
export const stripLedger = async (
  database: Database,
  erasure: Erasure,
  orderSecret: Buffer,
): Promise<void> => {
  for await (const page of personalEvents(database, erasure)) {
    const waiting = page.filter((event) => event.erasure === undefined);
    const work = async () => {
      for (let event = waiting.shift(); event; event = waiting.shift())
        await strip(database, event, { erasureId: erasure.id, orderSecret });
    };
    await Promise.all(Array.from({ length: eventsAtOnce }, work));
  }
};

const strip = async (
  { client, table }: Database,
  { ledger, event, p }: EventHead,
  { erasureId, orderSecret }: { readonly erasureId: string; readonly orderSecret: Buffer },
): Promise<void> => {
  const ids = namedIds.flatMap((name) => {
    const id = p?.[name];
    if (id === undefined) return [];
    return [[name, createHmac('sha256', orderSecret).update(id).digest('base64url')] as const];
  });
  const isUntouched = 'attribute_exists(ledger) AND attribute_not_exists(erasure)';
  try {
    await client.send(
      new UpdateCommand({
        TableName: table('events'),
        Key: eventKeys.event(ledger, event),
        UpdateExpression: `SET #by = :removed, #hash = :removed, erasure = :erasure${ids
          .map(([name]) => `, #p.#${name} = :${name}`)
          .join('')} REMOVE #text, #texts`,
        ConditionExpression: isUntouched,
        ExpressionAttributeNames: {
          '#by': 'by',
          '#hash': 'hash',
          '#text': 'text',
          '#texts': 'texts',
          ...(ids.length > 0 ? { '#p': 'p' } : {}),
          ...Object.fromEntries(ids.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':removed': removed,
          ':erasure': erasureId,
          ...Object.fromEntries(ids.map(([name, hash]) => [`:${name}`, hash])),
        },
      }),
    );
  } catch (error) {
    // Another attempt has stripped it since the page was read.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
