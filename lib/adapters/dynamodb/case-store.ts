import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../../events/ledger-event.ts';
import type {
  CaseNote,
  CaseOutcomeOfWrite,
  CaseStore,
  CaseWrite,
  FindEvent,
  TierOf,
} from '../../recovery/ports.ts';
import { isActive, type RecoveryCase } from '../../recovery/recovery-case.ts';
import { caseItem, caseSchema, ownerItem, readCaseItem, readNoteItem } from './case-item.ts';
import type { Database } from './database.ts';
import { eventPut, readEventItem } from './event-item.ts';
import { commitIntake } from './intake-store.ts';
import { caseKeys, eventKeys } from './keys.ts';
import { queryFirst } from './query.ts';
import { readScoreItem } from './score-item.ts';
import { type Refusal, type TransactItem, transact } from './transact.ts';

/** Recovery cases in the customers table. */
export const caseStore = (database: Database): CaseStore<TransactItem> => ({
  find: (caseId) => find(database, caseId),
  current: async (customerId) => {
    const pointer = await getItem(database, caseKeys.current(customerId));
    return pointer && find(database, String(pointer['caseId']));
  },
  open: (opened, write) => open(database, opened, write),
  replace: (before, after, write) => replace(database, { before, after }, write),
  notes: (found) => notes(database, found),
});

const getItem = async ({ client, table }: Database, Key: Record<string, string>) =>
  (await client.send(new GetCommand({ TableName: table('customers'), Key, ConsistentRead: true })))
    .Item;

const find = async (database: Database, caseId: string): Promise<RecoveryCase | undefined> => {
  const item = await getItem(database, caseKeys.main(caseId));
  return item && readCaseItem(item);
};

const put = (database: Database, Item: Record<string, unknown>, condition?: string) => ({
  Put: {
    TableName: database.table('customers'),
    Item,
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
  },
});

const isAbsent = 'attribute_not_exists(pk)';

/** Nothing with a person's name on it comes into being after that person was erased. */
const customerLives = (database: Database, customerId: string): TransactItem => ({
  ConditionCheck: {
    TableName: database.table('scores'),
    Key: { id: customerId },
    ConditionExpression: 'st = :live',
    ExpressionAttributeValues: { ':live': 'live' },
  },
});

const notePut = (
  database: Database,
  { id, customerId, version }: RecoveryCase,
  { at, by, text }: CaseNote,
): TransactItem =>
  put(database, {
    ...caseKeys.note(customerId, id, version),
    _v: caseSchema,
    at,
    who: by,
    text,
  });

/** A case that begins: itself, its place among the customer's cases and in the owner's list. */
const open = async (
  database: Database,
  opened: RecoveryCase,
  { entry, note, alongside = [] }: CaseWrite<TransactItem>,
): Promise<CaseOutcomeOfWrite> => {
  const { customerId, id } = opened;
  const items: readonly TransactItem[] = [
    put(database, { ...caseKeys.current(customerId), _v: caseSchema, caseId: id }, isAbsent),
    put(database, caseItem(opened), isAbsent),
    put(database, ownerItem(opened)),
    put(database, { ...caseKeys.ofCustomer(customerId, id), _v: caseSchema }),
    customerLives(database, customerId),
    ...(note ? [notePut(database, opened, note)] : []),
    ...alongside,
    ...(entry ? [eventPut(database, entry)] : []),
  ];
  const outcome = await transact(database, items);
  if (outcome.committed) return 'written';
  const { refusals } = outcome;
  if (entry && refusals.at(-1)?.failed) return 'known';
  return refusals[4]?.failed ? 'customer_gone' : 'stale';
};

/** The case on condition of its version, and the end of being the current one where it is closed. */
const caseWrites = (
  database: Database,
  before: RecoveryCase,
  after: RecoveryCase,
): readonly TransactItem[] => [
  {
    Put: {
      TableName: database.table('customers'),
      Item: caseItem(after),
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': before.version },
    },
  },
  ...(isActive(after)
    ? [put(database, ownerItem(after))]
    : [
        {
          Delete: { TableName: database.table('customers'), Key: caseKeys.owner(after.id) },
        },
        {
          Delete: {
            TableName: database.table('customers'),
            Key: caseKeys.current(after.customerId),
            ConditionExpression: 'attribute_not_exists(caseId) OR caseId = :case',
            ExpressionAttributeValues: { ':case': after.id },
          },
        },
      ]),
];

const replace = async (
  database: Database,
  { before, after }: { readonly before: RecoveryCase; readonly after: RecoveryCase },
  { entry, note, contact, alongside = [] }: CaseWrite<TransactItem>,
): Promise<CaseOutcomeOfWrite> => {
  const own = [
    ...caseWrites(database, before, after),
    ...(note ? [notePut(database, after, note)] : []),
    ...(entry ? [eventPut(database, entry)] : []),
  ];
  const items = [...own, ...alongside];
  if (contact) return replaceWithContact(database, contact, items);
  const outcome = await transact(database, [...items, customerLives(database, after.customerId)]);
  if (outcome.committed) return 'written';
  return whyRefused(outcome.refusals, own.length);
};

/** The case itself comes first, then what belongs to it, then what stands alongside; whether the customer lives comes last. */
const whyRefused = (refusals: readonly Refusal[], own: number): CaseOutcomeOfWrite => {
  if (refusals.at(-1)?.failed) return 'customer_gone';
  if (refusals[0]?.failed) return 'stale';
  return refusals.slice(0, own).some(({ failed }) => failed) ? 'known' : 'raced';
};

const replaceWithContact = async (
  database: Database,
  contact: EventOf<'contact'>,
  items: readonly TransactItem[],
): Promise<CaseOutcomeOfWrite> => {
  const outcome = await commitIntake(database, contact, items);
  switch (outcome.kind) {
    case 'committed':
      return 'written';
    case 'known':
      return 'known';
    case 'customer_not_found':
    case 'customer_erased':
      return 'customer_gone';
    case 'refused':
      return 'stale';
  }
};

/** Notes that are read of one case: an answer has room for so many of the longest. */
const notesMax = 200;

/** The latest notes, in the order in which they were written. */
const notes = async (
  database: Database,
  { customerId, id }: RecoveryCase,
): Promise<readonly CaseNote[]> => {
  const { pk, sk } = caseKeys.note(customerId, id, 0);
  const query = {
    TableName: database.table('customers'),
    KeyConditionExpression: 'pk = :customer AND begins_with(sk, :note)',
    ExpressionAttributeValues: { ':customer': pk, ':note': sk.slice(0, sk.lastIndexOf('#') + 1) },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: notesMax,
  };
  return (await queryFirst(database, query, readNoteItem)).toReversed();
};

/** One event of a ledger. */
export const findEvent =
  ({ client, table }: Database): FindEvent =>
  async (ledgerId, eventId) => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table('events'),
        Key: eventKeys.event(ledgerId, eventId),
        ConsistentRead: true,
      }),
    );
    return Item && readEventItem(Item);
  };

/** The tier that the compact record carries. */
export const tierOf =
  ({ client, table }: Database): TierOf =>
  async (customerId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table('scores'), Key: { id: customerId } }),
    );
    if (!Item) return undefined;
    const { classes, status } = readScoreItem(Item);
    return { tier: classes.tier, live: status === 'live' };
  };
