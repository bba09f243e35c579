import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Certificate, Erasure, ErasurePlan } from '../../customers/erasure.ts';
import type { ErasureStore } from '../../customers/ports.ts';
import { surveyMetrics } from '../../scoring/statistics.ts';
import type { SubKey } from '../secret.ts';
import { customerSchema } from './customer-item.ts';
import type { Database } from './database.ts';
import { endCasesOf } from './erasure-cases.ts';
import { stripFeedbackOf } from './erasure-feedback.ts';
import { removeHeld } from './erasure-held.ts';
import { customerItems, planOf } from './erasure-inventory.ts';
import { readErasureItem } from './erasure-item.ts';
import { stripLedger } from './erasure-ledger.ts';
import { removePartials } from './erasure-partials.ts';
import { findErasure } from './erasure-request.ts';
import { controlKeys, customerKeys } from './keys.ts';
import { patiently } from './patience.ts';

/** The erasure job's view of the four tables. */
export const erasureStore = (database: Database, subKey: SubKey): ErasureStore => ({
  find: findErasure(database),
  inventory: async (erasure) => planOf(database, erasure, await subKey('identity')),
  begin: (erasureId, plan, at) => begin(database, erasureId, { plan, at }),
  removeContent: async (erasure) => {
    await removeHeld(database, erasure.customerId);
    await removePartials(database, erasure.customerId);
    // Notes beside the profile lead there: they go afterwards.
    await stripFeedbackOf(database, erasure.customerId);
    await endCasesOf(database, erasure);
    await removeMemberships(database, erasure.customerId);
    await removeAnswers(database, erasure.customerId);
    await stripLedger(database, erasure, await subKey('order'));
    await removeProfile(database, erasure);
  },
  complete: (erasureId, certificate) => complete(database, erasureId, certificate),
});

/** Whether the condition of a single write failed; everything else is thrown on. */
const unlessRefused = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await patiently(write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const begin = async (
  { client, table }: Database,
  erasureId: string,
  { plan, at }: { readonly plan: ErasurePlan; readonly at: string },
): Promise<ErasurePlan> => {
  const TableName = table('control');
  const Key = controlKeys.erasure(erasureId);
  const isPending = '#status = :pending';
  const isFirst = await unlessRefused(() =>
    client.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET #status = :running, #plan = :plan, startedAt = :at',
        ConditionExpression: isPending,
        ExpressionAttributeNames: { '#status': 'status', '#plan': 'plan' },
        ExpressionAttributeValues: {
          ':pending': 'pending',
          ':running': 'running',
          ':plan': plan,
          ':at': at,
        },
      }),
    ),
  );
  if (isFirst) return plan;
  const stored = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const earlier = readErasureItem(stored.Item).plan;
  if (!earlier) throw new Error(`erasure ${erasureId} runs without a plan`);
  return earlier;
};

const complete = async (
  { client, table }: Database,
  erasureId: string,
  certificate: Certificate,
): Promise<void> => {
  const isRunning = '#status = :running';
  // A failed condition means that another attempt has completed: its certificate stands.
  await unlessRefused(() =>
    client.send(
      new UpdateCommand({
        TableName: table('control'),
        Key: controlKeys.erasure(erasureId),
        UpdateExpression: 'SET #status = :completed, certificate = :certificate',
        ConditionExpression: isRunning,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':running': 'running',
          ':completed': 'completed',
          ':certificate': certificate,
        },
      }),
    ),
  );
};

const removeMemberships = async (database: Database, customerId: string): Promise<void> => {
  const { memberships, besides } = await customerItems(database, customerId);
  for (const { pk, sk } of [...memberships, ...besides])
    await database.client.send(
      new DeleteCommand({ TableName: database.table('customers'), Key: { pk, sk } }),
    );
};

const removeAnswers = async ({ client, table }: Database, customerId: string): Promise<void> => {
  const exists = 'attribute_exists(pk)';
  // A customer without events has no detail: then there is nothing to remove.
  await unlessRefused(() =>
    client.send(
      new UpdateCommand({
        TableName: table('customers'),
        Key: customerKeys.detail(customerId),
        UpdateExpression: `REMOVE ${surveyMetrics.join(', ')}`,
        ConditionExpression: exists,
      }),
    ),
  );
};

/** What is left says that there was a customer and which erasure took it: the answer 410 needs it. */
const removeProfile = async (
  { client, table }: Database,
  { id, customerId }: Erasure,
): Promise<void> => {
  const isErased = '#status = :erased';
  await client.send(
    new PutCommand({
      TableName: table('customers'),
      Item: {
        ...customerKeys.profile(customerId),
        _v: customerSchema,
        status: 'erased',
        erasureId: id,
      },
      ConditionExpression: isErased,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':erased': 'erased' },
    }),
  );
};
