import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Customer } from '../../customers/customer.ts';
import { type Identity, identitiesOf, identityChanges } from '../../customers/identity.ts';
import { membershipChanges, membershipsOf } from '../../customers/memberships.ts';
import type {
  FindCustomer,
  InsertCustomer,
  LoadCustomers,
  ReplaceCustomer,
  WriteOutcome,
} from '../../customers/ports.ts';
import { batchGet } from './batch-get.ts';
import {
  customerSchema,
  membershipItem,
  membershipKey,
  profileItem,
  readProfileItem,
} from './customer-item.ts';
import type { Database } from './database.ts';
import { type IdentityKeys, identitySchema, readReservation } from './identity-store.ts';
import { customerKeys } from './keys.ts';
import { newScoreItem } from './score-item.ts';
import { type TransactItem, transact } from './transact.ts';

export const findCustomer =
  ({ client, table }: Database): FindCustomer =>
  async (customerId) => {
    const answer = await client.send(
      new GetCommand({
        TableName: table('customers'),
        Key: customerKeys.profile(customerId),
        ConsistentRead: true,
      }),
    );
    return answer.Item ? readProfileItem(answer.Item) : undefined;
  };

export const loadCustomers =
  (database: Database): LoadCustomers =>
  async (customerIds) => {
    const keys = customerIds.map(customerKeys.profile);
    const items = await batchGet(database, 'customers', { keys });
    return new Map(items.map((item) => [String(item['pk']), readProfileItem(item)]));
  };

/** A write and, where it reserves an identity, which. */
interface Step {
  readonly item: TransactItem;
  readonly reserves?: Identity;
}

export const insertCustomer =
  (database: Database, keysOf: IdentityKeys): InsertCustomer =>
  async (customer, { takeErased }) => {
    const scores = database.table('scores');
    const customers = database.table('customers');
    const identities = identitiesOf(customer);
    const reservations = await reserve(database, keysOf, { customer, identities, takeErased });
    const isNewProfile = 'attribute_not_exists(pk)';
    const isNewScore = 'attribute_not_exists(id)';
    return write(database, [
      {
        item: {
          Put: {
            TableName: customers,
            Item: profileItem(customer),
            ConditionExpression: isNewProfile,
          },
        },
      },
      ...reservations,
      {
        item: {
          Put: {
            TableName: scores,
            Item: newScoreItem(customer.id),
            ConditionExpression: isNewScore,
          },
        },
      },
      ...membershipsOf(customer).map((membership) => ({
        item: { Put: { TableName: customers, Item: membershipItem(customer.id, membership) } },
      })),
    ]);
  };

export const replaceCustomer =
  (database: Database, keysOf: IdentityKeys): ReplaceCustomer =>
  async (before, after, { takeErased }) => {
    const TableName = database.table('customers');
    const identities = identityChanges(before, after);
    const memberships = membershipChanges(before, after);
    const [taken, freed] = await Promise.all([
      reserve(database, keysOf, { customer: after, identities: identities.added, takeErased }),
      keysOf(identities.removed),
    ]);
    const isUnchanged = '#status = :live AND #version = :version';
    const isOwn = 'customerId = :customer';
    return write(database, [
      {
        item: {
          Put: {
            TableName,
            Item: profileItem(after),
            ConditionExpression: isUnchanged,
            ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
            ExpressionAttributeValues: { ':live': 'live', ':version': before.version },
          },
        },
      },
      ...taken,
      ...freed.map((Key) => ({
        item: {
          Delete: {
            TableName,
            Key,
            ConditionExpression: isOwn,
            ExpressionAttributeValues: { ':customer': before.id },
          },
        },
      })),
      ...memberships.removed.map((membership) => ({
        item: { Delete: { TableName, Key: membershipKey(after.id, membership) } },
      })),
      ...memberships.added.map((membership) => ({
        item: { Put: { TableName, Item: membershipItem(after.id, membership) } },
      })),
    ]);
  };

interface Reserve {
  readonly customer: Customer;
  readonly identities: readonly Identity[];
  readonly takeErased: boolean;
}

/** One put for each identity: it is free, or it is a tombstone that may be taken. */
const reserve = async (
  { table }: Database,
  keysOf: IdentityKeys,
  { customer, identities, takeErased }: Reserve,
): Promise<readonly Step[]> => {
  const keys = await keysOf(identities);
  const isFree = 'attribute_not_exists(pk)';
  const isTombstone = '#status = :erased';
  return identities.map((identity, index) => ({
    reserves: identity,
    item: {
      Put: {
        TableName: table('customers'),
        Item: { ...keys[index], _v: identitySchema, customerId: customer.id, status: 'live' },
        ConditionExpression: takeErased ? `${isFree} OR ${isTombstone}` : isFree,
        ...(takeErased
          ? {
              ExpressionAttributeNames: { '#status': 'status' },
              ExpressionAttributeValues: { ':erased': 'erased' },
            }
          : {}),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
  }));
};

/**
 * The first step is the profile. When its condition fails, the caller started from another state and what
 * else failed means nothing: its own earlier attempt holds the identities, for one.
 */
const write = async (database: Database, steps: readonly Step[]): Promise<WriteOutcome> => {
  const outcome = await transact(
    database,
    steps.map(({ item }) => item),
  );
  if (outcome.committed) return { kind: 'written' };
  if (outcome.refusals[0]?.failed) return { kind: 'stale' };
  const held = steps.flatMap(({ reserves }, index) => {
    const refusal = outcome.refusals[index];
    if (!reserves || !refusal?.failed) return [];
    return [{ identity: reserves, holder: readReservation(refusal.item) }];
  });
  if (held.length === 0) throw new Error(`a customer is not whole (schema ${customerSchema})`);
  return { kind: 'held', held };
};
