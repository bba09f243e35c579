import { expect, it } from 'vitest';
import type { NewEvent } from '../../lib/events/new-event.ts';
import { dayToDate } from '../../lib/shared/time.ts';
import { openStores } from '../events/stores.ts';
import { injectFaults } from './faulty-client.ts';
import { postAll, shuffled } from './writers.ts';

const count = 80;

/** Visits, complaints, points and referrals on days that repeat. */
const eventsFor = (friend: string): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index): NewEvent => {
    const about = {
      id: `s${index}`,
      customerId: 'of the caller',
      occurredAt: `${dayToDate(18_000 + (index % 13))}T12:00:00.000Z`,
    };
    switch (index % 4) {
      case 0:
        return { ...about, type: 'visit' };
      case 1:
        return { ...about, type: 'complaint', reason: 'late' };
      case 2:
        return { ...about, type: 'points', points: index };
      default:
        return { ...about, type: 'referral', referredCustomerId: friend };
    }
  });

it('16 writers come to exact signals and to both ends of each referral, every request sent twice, through conflicts and lost replies', {
  timeout: 180_000,
}, async () => {
  const stores = await openStores((client) => {
    injectFaults(client, { conflict: 0.3, lostReply: 0.05 });
  });
  const [id, friend] = [await stores.newCustomer(), await stores.newCustomer()];
  const events = eventsFor(friend);
  const requests = shuffled([...events, ...events], 3);
  const answers = await postAll(stores, id, { requests, writers: 16 });
  expect(answers).toEqual({ recorded: count, repeated: count });
  const points = events.flatMap((event) => (event.type === 'points' ? [event.points] : []));
  // All of it was added: nothing waits for a fold.
  expect(await stores.scores.read(id)).toMatchObject({
    dirty: false,
    statistics: {
      signals: {
        complaints: count / 4,
        points: points.reduce((sum, value) => sum + value, 0),
      },
    },
  });
  for (const [customerId, length] of [
    [id, count],
    [friend, count / 4],
  ] as const) {
    expect(await stores.rebuild(customerId, { repair: false })).toMatchObject({
      events: length,
      dirty: false,
      differences: [],
    });
  }
  await stores.close();
});
