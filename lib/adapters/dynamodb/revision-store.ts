import type { EventOf, LedgerEvent } from '../../events/ledger-event.ts';
import { ledgerOf } from '../../shared/ids.ts';
import { type Day, dayToDate } from '../../shared/time.ts';
import type {
  AnonymousRevisions,
  LinkedRevisions,
  RecordOutcome,
  Recount,
  StoredResponse,
} from '../../surveys/ports.ts';
import type { AnonymousResponse } from '../../surveys/response.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { eventPut, readEventItem } from './event-item.ts';
import { scoreUpdate } from './intake-score.ts';
import { eventKeys, responseKeys } from './keys.ts';
import { queryLane } from './query.ts';
import { besideOutcome, enterQuota, leaveQuotas } from './response-alongside.ts';
import { anonymousPayload, anonymousSchema, readStoredAnonymous } from './response-item.ts';
import { refusedBehind } from './response-store.ts';
import { type TransactItem, transact } from './transact.ts';

const isResponse = (event: LedgerEvent): event is EventOf<'response'> => event.type === 'response';

/** Of the revisions of a response the one that none has taken the place of. */
const inForce = (database: Database, customerId: string, responseId: string) => ({
  TableName: database.table('events'),
  KeyConditionExpression: 'ledger = :ledger AND begins_with(#event, :response)',
  FilterExpression: 'attribute_not_exists(voidedBy)',
  ExpressionAttributeNames: { '#event': 'event' },
  ExpressionAttributeValues: { ':ledger': ledgerOf(customerId), ':response': responseId },
  ConsistentRead: true,
});

/** Completed responses of customers: every revision is an event of its own, the latest stands in the index. */
export const linkedRevisions = (database: Database): LinkedRevisions => ({
  find: async (customerId, responseId) => {
    // Many revisions with long texts are more than one query gives.
    const lane = queryLane(database, inForce(database, customerId, responseId), readEventItem);
    for await (const events of lane) {
      const found = events.find(isResponse);
      if (found) return found;
    }
    return undefined;
  },
  replace: async (next, before, recount) => {
    const entered = enteredOf(database, next.surveyId, recount);
    const answer = await transact(database, [
      eventPut(database, next),
      supersede(database, before, next.eventId),
      scoreUpdate(database, next, movesScores(next, before) ? 'dirty' : 'counted'),
      ...entered.map(({ item }) => item),
      ...leaveQuotas(database, next.surveyId, recount.left),
    ]);
    if (answer.committed) return { kind: 'recorded' };
    const [put, old, score] = answer.refusals;
    if (score?.failed) return { kind: 'customer_gone' };
    if (put?.failed || old?.failed) return { kind: 'stale' };
    return besideOutcome(entered, refusedBehind(answer.refusals, 3));
  },
});

const enteredOf = (database: Database, surveyId: string, { entered }: Recount) =>
  entered.map((place) => enterQuota(database, surveyId, place));

/** Only a fold knows what the change of an answer makes of the statistics; one without metrics changes none. */
const movesScores = (...events: readonly EventOf<'response'>[]): boolean =>
  events.some(({ metrics }) => Object.keys(metrics).length > 0);

/** It keeps its content, and leaves the index that results are read from. */
const supersede = (
  database: Database,
  { ledgerId, eventId }: EventOf<'response'>,
  by: string,
): TransactItem => ({
  Update: {
    TableName: database.table('events'),
    Key: eventKeys.event(ledgerId, eventId),
    UpdateExpression: 'SET voidedBy = :by REMOVE sv, sd',
    ConditionExpression:
      'attribute_exists(ledger) AND attribute_not_exists(voidedBy) AND attribute_not_exists(erasure)',
    ExpressionAttributeValues: { ':by': by },
  },
});

/** Days on which a response may stand that came on one of them: its edit window, behind a wait in quarantine. */
const daysMax = 100;

/** Anonymous responses, which are changed in their place: a revision tells nothing finer than their day. */
export const anonymousRevisions = (database: Database): AnonymousRevisions => ({
  find: async (surveyId, responseId, { from, to }) => {
    const count = Math.min(daysMax, to - from + 1);
    const days = Array.from({ length: count }, (_, index): Day => to - index);
    const keys = days.map((day) => responseKeys.anonymous(surveyId, dayToDate(day), responseId));
    const [item] = await batchGet(database, 'events', { keys, isStrong: true });
    return item && readStoredAnonymous(item);
  },
  replace: async (next, before, recount): Promise<RecordOutcome> => {
    const entered = enteredOf(database, next.surveyId, recount);
    const answer = await transact(database, [
      reviseAnonymous(database, next, before),
      ...entered.map(({ item }) => item),
      ...leaveQuotas(database, next.surveyId, recount.left),
    ]);
    if (answer.committed) return { kind: 'recorded' };
    return answer.refusals[0]?.failed
      ? { kind: 'stale' }
      : besideOutcome(entered, refusedBehind(answer.refusals, 1));
  },
});

/**
 * In its place: what its respondent took back is kept nowhere, and the item does not grow. Earlier code
 * kept a list (`previous`), which ends with the next change.
 */
const reviseAnonymous = (
  database: Database,
  next: AnonymousResponse,
  before: StoredResponse,
): TransactItem => {
  const hasTexts = Object.keys(next.texts).length > 0;
  const isFirst = before.revision === 1;
  const sets = [
    'p = :p',
    '#revision = :revision',
    '#schema = :schema',
    ...(hasTexts ? ['texts = :texts'] : []),
  ];
  return {
    Update: {
      TableName: database.table('events'),
      Key: responseKeys.anonymous(next.surveyId, next.day, next.id),
      UpdateExpression: `SET ${sets.join(', ')} REMOVE ${hasTexts ? '' : 'texts, '}previous`,
      ConditionExpression: isFirst
        ? 'attribute_exists(ledger) AND attribute_not_exists(#revision)'
        : '#revision = :seen',
      ExpressionAttributeNames: { '#revision': 'revision', '#schema': '_v' },
      ExpressionAttributeValues: {
        ':p': anonymousPayload(next),
        ':revision': before.revision + 1,
        ':schema': anonymousSchema,
        ...(hasTexts ? { ':texts': next.texts } : {}),
        ...(isFirst ? {} : { ':seen': before.revision }),
      },
    },
  };
};
