import { answersOf, detailAdditions, isNewer } from '../../events/detail-changes.ts';
import { type LedgerEvent, voidableTypes } from '../../events/ledger-event.ts';
import type { IntakeRefusal } from '../../events/ports.ts';
import type { SurveyMetric } from '../../scoring/statistics.ts';
import type { Database } from './database.ts';
import { detailAttribute, detailSchema, readDetailItem, storedAnswer } from './detail-item.ts';
import { eventItem } from './event-item.ts';
import { customerKeys, eventKeys } from './keys.ts';
import type { Refusal, TransactItem } from './transact.ts';

/**
 * How an event meets the compact record. Additions commute, so they ask only where the event's day
 * stands: `later` than the last purchase day, the `same` day, the `only` day so far. `dirty` leaves
 * the statistics to a fold, `counted` has no purchase statistics at all.
 */
export interface ScoreCase {
  readonly score: 'later' | 'same' | 'only' | 'dirty' | 'counted';
  /** Survey scores that are newer than the stored ones, as far as is known. */
  readonly answers: 'all' | readonly SurveyMetric[];
}

export const eventPut = (database: Database, event: LedgerEvent): TransactItem => ({
  Put: {
    TableName: database.table('events'),
    Item: eventItem(event),
    ConditionExpression: 'attribute_not_exists(#event)',
    ExpressionAttributeNames: { '#event': 'event' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

const live = '#st = :live';
/** A refund that waits for a purchase makes the next purchase one to be folded. */
const commutes = 'attribute_not_exists(u)';

const scoreCases = {
  later: {
    UpdateExpression:
      'SET l = :day, f = if_not_exists(f, :day), m0 = if_not_exists(m0, :amount) ADD n :one, m :amount, v :one REMOVE ch',
    ConditionExpression: `${live} AND ${commutes} AND (attribute_not_exists(l) OR l < :day)`,
  },
  same: {
    UpdateExpression: 'ADD m :amount, v :one REMOVE ch',
    ConditionExpression: `${live} AND ${commutes} AND l = :day AND f < :day`,
  },
  only: {
    UpdateExpression: 'ADD m :amount, m0 :amount, v :one REMOVE ch',
    ConditionExpression: `${live} AND ${commutes} AND l = :day AND f = :day`,
  },
  dirty: { UpdateExpression: 'SET d = :one ADD v :one REMOVE ch', ConditionExpression: live },
  counted: { UpdateExpression: 'ADD v :one REMOVE ch', ConditionExpression: live },
} as const satisfies Record<ScoreCase['score'], object>;

export const scoreUpdate = (
  database: Database,
  event: LedgerEvent,
  score: ScoreCase['score'],
): TransactItem => {
  const purchase = event.type === 'purchase' && score !== 'dirty';
  return {
    Update: {
      TableName: database.table('scores'),
      Key: { id: event.customerId },
      ...scoreCases[score],
      ExpressionAttributeNames: { '#st': 'st' },
      ExpressionAttributeValues: {
        ':live': 'live',
        ':one': 1,
        ...(purchase ? { ':day': event.day, ':amount': event.amount } : {}),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** The additions of an event to the detail, or nothing where a fold will rebuild it. */
export const detailUpdate = (
  database: Database,
  event: LedgerEvent,
  { score, answers }: ScoreCase,
): TransactItem | undefined => {
  if (score === 'dirty') return undefined;
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const adds = detailAdditions(event)
    .filter(({ value }) => value !== 0)
    .map((addition, index) => {
      names[`#a${index}`] = detailAttribute(addition);
      values[`:a${index}`] = addition.value;
      return `#a${index} :a${index}`;
    });
  const newest = answersOf(event).filter(
    ({ metric }) => answers === 'all' || answers.includes(metric),
  );
  const conditions = newest.map(({ metric, ...answer }) => {
    names[`#${metric}`] = metric;
    names['#at'] = 'at';
    names['#response'] = 'response';
    values[`:${metric}`] = storedAnswer(answer);
    values[':at'] = answer.at;
    values[':response'] = answer.responseId;
    return `(attribute_not_exists(#${metric}) OR #${metric}.#at < :at OR (#${metric}.#at = :at AND #${metric}.#response < :response))`;
  });
  if (adds.length === 0 && newest.length === 0) return undefined;
  const sets = ['#version = :version', ...newest.map(({ metric }) => `#${metric} = :${metric}`)];
  return {
    Update: {
      TableName: database.table('customers'),
      Key: customerKeys.detail(event.customerId),
      UpdateExpression: `SET ${sets.join(', ')}${adds.length > 0 ? ` ADD ${adds.join(', ')}` : ''}`,
      ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
      ExpressionAttributeNames: { ...names, '#version': '_v' },
      ExpressionAttributeValues: { ...values, ':version': detailSchema },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** Which case a refused guess should have been, from the items that stood there. */
export const caseAfter = (
  event: LedgerEvent,
  guess: ScoreCase,
  refusals: { readonly score: Refusal | undefined; readonly detail: Refusal | undefined },
): ScoreCase => {
  const { score, detail } = refusals;
  return {
    score:
      score?.failed && event.type === 'purchase'
        ? purchaseCase(event.day, score.item)
        : guess.score,
    answers: detail?.failed ? newerThan(event, detail.item) : guess.answers,
  };
};

const purchaseCase = (day: number, item: Refusal['item']): ScoreCase['score'] => {
  if (item?.['u'] === 1) return 'dirty';
  const last = item?.['l'];
  const first = item?.['f'];
  if (typeof last !== 'number' || last < day) return 'later';
  if (last > day) return 'dirty';
  return first === day ? 'only' : 'same';
};

const newerThan = (event: LedgerEvent, item: Refusal['item']): readonly SurveyMetric[] => {
  const { answers } = readDetailItem(item);
  return answersOf(event)
    .filter((answer) => {
      const known = answers[answer.metric];
      return known === null || isNewer(answer, known);
    })
    .map(({ metric }) => metric);
};

interface IntakeCheck {
  readonly item: TransactItem;
  readonly refusal: (refusal: Refusal) => IntakeRefusal;
}

/** What else must hold for a type: a void needs its target, a referral the customer it names. */
export const intakeChecks = (database: Database, event: LedgerEvent): readonly IntakeCheck[] => {
  if (event.type === 'void')
    return [
      {
        item: markVoided(database, event.ledgerId, event.targetId, event.eventId),
        refusal: ({ item }) => voidRefusal(item),
      },
    ];
  if (event.type === 'referral')
    return [
      {
        item: {
          ConditionCheck: {
            TableName: database.table('scores'),
            Key: { id: event.referredCustomerId },
            ConditionExpression: live,
            ExpressionAttributeNames: { '#st': 'st' },
            ExpressionAttributeValues: { ':live': 'live' },
          },
        },
        refusal: () => ({ what: 'referred_unknown' }),
      },
    ];
  return [];
};

const voidable = Object.fromEntries(voidableTypes.map((type) => [`:${type}`, type]));

/** The mark lets a second void be refused, and lists say what was taken back; folds read the void itself. */
const markVoided = (
  database: Database,
  ledgerId: string,
  targetId: string,
  voidId: string,
): TransactItem => ({
  Update: {
    TableName: database.table('events'),
    Key: eventKeys.event(ledgerId, targetId),
    UpdateExpression: 'SET voidedBy = :void',
    ConditionExpression: `attribute_not_exists(voidedBy) AND #type IN (${Object.keys(voidable).join(', ')})`,
    ExpressionAttributeNames: { '#type': 'type' },
    ExpressionAttributeValues: { ':void': voidId, ...voidable },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

const voidRefusal = (item: Refusal['item']): IntakeRefusal => {
  if (!item) return { what: 'target_unknown' };
  const voidedBy = item['voidedBy'];
  return typeof voidedBy === 'string'
    ? { what: 'target_voided', voidedBy }
    : { what: 'target_not_voidable' };
};
