import type { Alongside, RecordOutcome } from '../../surveys/ports.ts';
import type { QuotaPlace } from '../../surveys/quota-counting.ts';
import type { Database } from './database.ts';
import { type InvitationMark, invitationRefusal, markInvitation } from './invitation-store.ts';
import { controlKeys, customerKeys } from './keys.ts';
import { decisionItem } from './quarantine-item.ts';
import type { Refusal, TransactItem } from './transact.ts';

type Answer = 'used' | 'refused' | 'stale' | { readonly fullQuota: string };

/** One item that is written beside a response, and what its refusal says. */
export interface BesideItem {
  readonly item: TransactItem;
  readonly answer: (item: Refusal['item']) => Answer;
}

/** Schema number of the small items here; readers upcast older ones. */
const besideSchema = 1;

/** What is written in the transaction of a response: the use of its right, its partial's end, its places. */
export const besideResponse = (
  database: Database,
  surveyId: string,
  alongside: Alongside,
  used: Extract<InvitationMark, { used: unknown }>['used'],
): readonly BesideItem[] => [
  ...useSource(database, surveyId, alongside, used),
  ...endPartial(database, alongside),
  ...endWaiting(database, surveyId, alongside),
  ...alongside.counted.map((place) => enterQuota(database, surveyId, place)),
];

const useSource = (
  database: Database,
  surveyId: string,
  { source, at }: Alongside,
  used: Extract<InvitationMark, { used: unknown }>['used'],
): readonly BesideItem[] => {
  switch (source.kind) {
    case 'open':
      return [];
    case 'link':
      return [
        {
          item: markInvitation(database, source.invitation, { used }, at),
          answer: (item) => invitationRefusal(item, at),
        },
      ];
    case 'credential':
      return [{ item: spend(database, surveyId, source.hash), answer: () => 'used' }];
  }
};

/** Nothing in it leads to the response that it was spent on. */
const spend = (database: Database, surveyId: string, hash: string): TransactItem => ({
  Put: {
    TableName: database.table('control'),
    Item: { ...controlKeys.spent(surveyId, hash), _v: besideSchema },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

const endPartial = (database: Database, { partial }: Alongside): readonly BesideItem[] =>
  partial
    ? [
        {
          item: {
            Delete: {
              TableName: database.table('control'),
              Key: controlKeys.partial(partial.receipt),
              ConditionExpression: 'revision = :revision',
              ExpressionAttributeValues: { ':revision': partial.revision },
            },
          },
          answer: () => 'stale',
        },
      ]
    : [];

/** The decision takes the place of what waited, and nothing leads there any more. */
const endWaiting = (
  database: Database,
  surveyId: string,
  { release, source }: Alongside,
): readonly BesideItem[] => {
  if (!release) return [];
  const { id, cameOn: day, revision } = release;
  const decision: TransactItem = {
    Put: {
      TableName: database.table('control'),
      Item: decisionItem({ id, surveyId, day, decision: 'released' }),
      ConditionExpression: 'attribute_not_exists(decision) AND revision = :revision',
      ExpressionAttributeValues: { ':revision': revision },
    },
  };
  const answer = () => 'stale' as const;
  if (source.kind !== 'link') return [{ item: decision, answer }];
  const Key = customerKeys.held(source.invitation.customerId, id);
  const note = { Delete: { TableName: database.table('customers'), Key } };
  return [decision, note].map((item) => ({ item, answer }));
};

/** The limits of all counters of a quota add up to its own: none is ever passed, so the quota is not. */
export const enterQuota = (
  database: Database,
  surveyId: string,
  { quotaId, shard, limit }: QuotaPlace,
): BesideItem => ({
  item: {
    Update: {
      TableName: database.table('control'),
      Key: controlKeys.quotaShard(surveyId, quotaId, shard),
      UpdateExpression: 'SET #schema = :schema ADD n :one',
      ConditionExpression: 'attribute_not_exists(n) OR n < :limit',
      ExpressionAttributeNames: { '#schema': '_v' },
      ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':schema': besideSchema },
    },
  },
  answer: () => ({ fullQuota: quotaId }),
});

/** Gives places back, and takes the flags away that say that their quotas are full. */
export const leaveQuotas = (
  database: Database,
  surveyId: string,
  places: readonly QuotaPlace[],
): readonly TransactItem[] => {
  if (places.length === 0) return [];
  const TableName = database.table('control');
  return [
    ...places.map(({ quotaId, shard }) => ({
      Update: {
        TableName,
        Key: controlKeys.quotaShard(surveyId, quotaId, shard),
        UpdateExpression: 'ADD n :minusOne',
        ExpressionAttributeValues: { ':minusOne': -1 },
      },
    })),
    {
      Update: {
        TableName,
        Key: controlKeys.quotaFlags(surveyId),
        UpdateExpression: 'SET #schema = :schema ADD freed :one DELETE #full :quotas',
        ExpressionAttributeNames: { '#full': 'full', '#schema': '_v' },
        ExpressionAttributeValues: {
          ':one': 1,
          ':schema': besideSchema,
          ':quotas': new Set(places.map(({ quotaId }) => quotaId)),
        },
      },
    },
  ];
};

/** What the refusals of items written beside a response come to: the gravest first. */
export const besideOutcome = (
  items: readonly BesideItem[],
  refusals: readonly { readonly index: number; readonly item?: Refusal['item'] }[],
): RecordOutcome => {
  const answers = refusals.flatMap(({ index, item }) => items[index]?.answer(item) ?? []);
  for (const kind of ['refused', 'used', 'stale'] as const)
    if (answers.includes(kind)) return { kind };
  return {
    kind: 'full',
    quotaIds: answers.flatMap((answer) => (typeof answer === 'object' ? [answer.fullQuota] : [])),
  };
};
