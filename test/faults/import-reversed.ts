import { expect } from 'vitest';
import { openStores } from '../events/stores.ts';
import { injectFaults, type Tally } from './faulty-client.ts';
import { expectedOf, postAll, purchasesOf } from './writers.ts';

/**
 * Imports purchases newest first, and bounds the calls by the number of events: two transactions an
 * event (the first guess is that it is the newest), one read for its classes, and one fold in the end.
 */
export const proveReversedImport = async (count: number): Promise<void> => {
  const tallies: Tally[] = [];
  const stores = await openStores((client) => {
    tallies.push(injectFaults(client, {}));
  });
  const customerId = await stores.newCustomer();
  const purchases = purchasesOf(count, { seed: 3, days: count });
  const requests = purchases.toSorted((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1));
  await postAll(stores, customerId, { requests, writers: 1 });
  const record = await stores.settle(customerId);
  expect(record?.statistics).toEqual(expectedOf(purchases));
  const calls = tallies[0]?.calls;
  expect(calls?.get('TransactWriteItems')).toBeLessThanOrEqual(2 * count + 1);
  expect(calls?.get('GetItem')).toBeLessThanOrEqual(count + 2);
  expect(calls?.get('Query')).toBeLessThanOrEqual(Math.ceil(count / queryPageEvents));
  await stores.close();
};

/** Events that one page of a query (1 MB) holds at the least: one takes about 500 bytes. */
const queryPageEvents = 1_000;
