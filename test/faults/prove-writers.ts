import { expect } from 'vitest';
import { openStores } from '../events/stores.ts';
import { injectFaults, type Tally } from './faulty-client.ts';
import { expectedOf, postAll, purchasesOf, shuffled } from './writers.ts';

/**
 * 16 writers post purchases of one customer in random day order, each request twice, while 30 % of the
 * transactions are cancelled by conflicts and 5 % of all replies are lost: the statistics are exact.
 */
export const proveWriters = async (count: number): Promise<void> => {
  const tallies: Tally[] = [];
  const stores = await openStores((client) => {
    tallies.push(injectFaults(client, { conflict: 0.3, lostReply: 0.05 }));
  });
  const customerId = await stores.newCustomer();
  const purchases = purchasesOf(count, { seed: 7, days: Math.ceil(count / 4) });
  const requests = shuffled([...purchases, ...purchases], 8);
  const answers = await postAll(stores, customerId, { requests, writers: 16 });
  expect(answers).toEqual({ recorded: count, repeated: count });
  const record = await stores.settle(customerId);
  expect(record?.statistics).toEqual(expectedOf(purchases));
  expect(await stores.rebuild(customerId, { repair: false })).toMatchObject({
    events: count,
    differences: [],
  });
  const [tally] = tallies;
  expect(tally?.conflicts).toBeGreaterThan(count / 2);
  expect(tally?.lostReplies).toBeGreaterThan(count / 20);
  await stores.close();
};
