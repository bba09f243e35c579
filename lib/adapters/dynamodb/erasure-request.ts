import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Erasure } from '../../customers/erasure.ts';
import { identitiesOf } from '../../customers/identity.ts';
import type { FindErasure, MarkErased } from '../../customers/ports.ts';
import { contentHash } from '../../shared/canonical.ts';
import { ledgerOf } from '../../shared/ids.ts';
import { businessDay } from '../../shared/time.ts';
import type { Database } from './database.ts';
import { erasureItem, readErasureItem } from './erasure-item.ts';
import { eventItem } from './event-item.ts';
import type { IdentityKeys } from './identity-store.ts';
import { controlKeys, customerKeys } from './keys.ts';
import { type TransactItem, transact } from './transact.ts';

export const findErasure =
  ({ client, table }: Database): FindErasure =>
  async (erasureId) => {
    const answer = await client.send(
      new GetCommand({
        TableName: table('control'),
        Key: controlKeys.erasure(erasureId),
        ConsistentRead: true,
      }),
    );
    return answer.Item ? readErasureItem(answer.Item).erasure : undefined;
  };

/**
 * The moment from which a customer is erased: nothing finds, changes or extends it afterwards. Identities
 * become tombstones here and not in the job, so that nobody can take one in between.
 */
export const markErased =
  (database: Database, keysOf: IdentityKeys, zone: () => string): MarkErased =>
  async (customer, erasure) => {
    const identities = await keysOf(identitiesOf(customer));
    const customers = database.table('customers');
    const outcome = await transact(database, [
      markProfile(customers, customer.version, erasure),
      markScore(database.table('scores'), customer.id),
      ...identities.map((Key) => entomb(customers, Key, customer.id)),
      { Put: { TableName: database.table('control'), Item: erasureItem(erasure) } },
      { Put: { TableName: database.table('events'), Item: outboxItem(erasure, zone()) } },
    ]);
    if (outcome.committed) return 'written';
    if (outcome.refusals[0]?.failed) return 'stale';
    throw new Error(`customer ${customer.id} is not whole`);
  };

/** The profile leaves the list by creation at once; its content goes with the job. */
const markProfile = (TableName: string, version: number, erasure: Erasure): TransactItem => {
  const isUnchanged = '#status = :live AND #version = :version';
  return {
    Update: {
      TableName,
      Key: customerKeys.profile(erasure.customerId),
      UpdateExpression:
        'SET #status = :erased, erasureId = :erasure ADD #version :one REMOVE lk, ls',
      ConditionExpression: isUnchanged,
      ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
      ExpressionAttributeValues: {
        ':live': 'live',
        ':version': version,
        ':erased': 'erased',
        ':erasure': erasure.id,
        ':one': 1,
      },
    },
  };
};

/** Stops intake: every event is recorded on condition that the score item is live. */
const markScore = (TableName: string, id: string): TransactItem => {
  const isLive = 'st = :live';
  return {
    Update: {
      TableName,
      Key: { id },
      UpdateExpression: 'SET st = :erased ADD v :one REMOVE ch',
      ConditionExpression: isLive,
      ExpressionAttributeValues: { ':live': 'live', ':erased': 'erased', ':one': 1 },
    },
  };
};

const entomb = (
  TableName: string,
  Key: Record<string, string>,
  customerId: string,
): TransactItem => {
  const isOwn = 'customerId = :customer';
  return {
    Update: {
      TableName,
      Key,
      UpdateExpression: 'SET #status = :erased',
      ConditionExpression: isOwn,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':erased': 'erased', ':customer': customerId },
    },
  };
};

/** The table stream carries it to the relay, which asks the erasure job to work. */
const outboxItem = ({ id, customerId, requestedAt }: Erasure, zone: string) =>
  eventItem({
    ledgerId: ledgerOf(customerId),
    eventId: id,
    customerId,
    occurredAt: requestedAt,
    day: businessDay(requestedAt, zone),
    recordedAt: requestedAt,
    hash: contentHash({ type: 'erasure', erasureId: id }),
    by: 'customer',
    type: 'erasure',
    erasureId: id,
  });
