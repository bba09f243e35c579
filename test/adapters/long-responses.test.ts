import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../lib/adapters/dynamodb/database.ts';
import { eventPut } from '../../lib/adapters/dynamodb/event-item.ts';
import { listKey } from '../../lib/adapters/dynamodb/keys.ts';
import { anonymousItem } from '../../lib/adapters/dynamodb/response-item.ts';
import { responseReader } from '../../lib/adapters/dynamodb/response-reader.ts';
import { linkedRevisions } from '../../lib/adapters/dynamodb/revision-store.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import type { SurveyMode } from '../../lib/surveys/survey.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await createTables();
});
afterAll(() => tables.drop());

const date = '2031-01-01';
const day = dateToDay(date);
const surveyId = 'svy_00000000000000000000000001';

/** As much as somebody can write: 50 kB in UTF-8. */
const texts = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, '好'.repeat(4_200)]));
const answers = Object.fromEntries(Object.keys(texts).map((id) => [id, null]));

/** More than one page of a list has room for. */
const perShard = 60;

/** Ids that one shard of a list holds, with more than a query of DynamoDB gives at once (1 MB). */
const idsOfShard = (list: string): readonly string[] =>
  Array.from({ length: 800 }, (_, index) => `rsp_${String(index).padStart(26, '0')}`)
    .filter((id) => listKey(list, id) === `${list}#3`)
    .slice(0, perShard);

const database = (): Database => ({
  client: tables.documents,
  table: (name) => tables.names[name],
});

const put = (Item: Record<string, unknown> | undefined) =>
  tables.documents.send(new PutCommand({ TableName: tables.names.events, Item }));

const putAnonymous = (id: string) =>
  put(
    anonymousItem({
      ...{ id, surveyId, surveyVersion: 1, language: 'en', day: date, channel: 'link' },
      ...{ hidden: {}, quotas: {}, answers, texts },
    }),
  );

const customerId = 'cus_00000000000000000000000001';

const putIdentified = (responseId: string, eventId = responseId) => {
  const at = '2031-01-01T04:00:00.000Z';
  const item = eventPut(database(), {
    ...{ type: 'response', ledgerId: ledgerOf(customerId), eventId },
    ...{ customerId, occurredAt: at, day, recordedAt: at, by: customerId, surveyId, responseId },
    ...{ surveyVersion: 1, hash: 'v1:x', metrics: {}, answers, texts },
  });
  const isLast = eventId === responseId;
  return put({ ...item.Put?.Item, ...(isLast ? {} : { voidedBy: 'x' }) });
};

/** A function answers with 6 MB at most; in it the body is a text, with every quote written as two. */
const answerBytesMax = 3_000_000;

const listed = async (mode: SurveyMode, limit: number) => {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const days = { from: day, to: day };
    const page = await responseReader(database()).list({ surveyId, mode, days, limit, after });
    expect(Buffer.byteLength(JSON.stringify(page.items))).toBeLessThan(answerBytesMax);
    found.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return found;
};

it('lists every response, although those of one shard are more than a query gives at once', async () => {
  const anonymous = idsOfShard(`${surveyId}#${date}`);
  await Promise.all(anonymous.map(putAnonymous));
  for (const limit of [100, 20]) expect(await listed('anonymous', limit)).toEqual(anonymous);
  const identified = idsOfShard(surveyId);
  await Promise.all(identified.map((id) => putIdentified(id)));
  for (const limit of [100, 20])
    expect(await listed('identified', limit)).toEqual(identified.toReversed());
}, 60_000);

it('finds the revision in force behind others that are more than a query gives at once', async () => {
  const responseId = 'rsp_00000000000000000000099999';
  const superseded = Array.from({ length: 30 }, (_, index) => `${responseId}.${index + 10}`);
  await Promise.all(superseded.map((eventId) => putIdentified(responseId, eventId)));
  const store = linkedRevisions(database());
  expect(await store.find(customerId, responseId)).toBeUndefined();
  await putIdentified(`${responseId}.9`);
  const found = await store.find(customerId, responseId);
  expect(found?.eventId).toBe(`${responseId}.9`);
});
