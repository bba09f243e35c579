import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../lib/adapters/dynamodb/database.ts';
import { recipientItem } from '../../lib/adapters/dynamodb/recipient-item.ts';
import { findPlace } from '../../lib/adapters/dynamodb/recipient-list.ts';
import { invitationIdOf, newRecipient } from '../../lib/asking/recipient.ts';
import { dayToDate } from '../../lib/shared/time.ts';
import { createTables, type TestTables } from '../support/dynamodb.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await createTables();
});
afterAll(() => tables.drop());

const database = (): Database => ({
  client: tables.documents,
  table: (name) => tables.names[name],
});

const customerId = 'cus_00000000000000000000000001';
const waveId = (number: number) => `wav_${String(number).padStart(26, '0')}`;

it('an answer finds its place in a wave, also of a customer with more places than one query gives (1 MB)', async () => {
  // The words of a refusal stand for the hundreds of days on which a wave may draw somebody.
  const newer = Array.from({ length: 300 }, (_, index) => ({
    ...newRecipient({ waveId: waveId(2), occurrence: dayToDate(20_000 + index) }, customerId, {
      reason: 'asked_recently',
    }),
    failure: 'x'.repeat(4_000),
  }));
  const older = newRecipient({ waveId: waveId(1), occurrence: '2026-01-01' }, customerId, {
    dueAt: '2026-01-01T00:00:00.000Z',
  });
  const items = [...newer, older].map(recipientItem);
  for (let at = 0; at < items.length; at += 25) {
    const rows = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    const RequestItems = { [tables.names.customers]: rows };
    await tables.documents.send(new BatchWriteCommand({ RequestItems }));
  }
  const wanted = invitationIdOf(older, customerId);
  const isWanted = (place: typeof older) => invitationIdOf(place, customerId) === wanted;
  expect(await findPlace(database())(customerId, isWanted)).toEqual(older);
  expect(await findPlace(database())(customerId, () => false)).toBeUndefined();
});
