import { describe, expect, it } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import type { Fact } from '../../lib/events/ledger-event.ts';
import { newRun } from '../../lib/runs/new-run.ts';
import type { PageContext } from '../../lib/runs/page-context.ts';
import { readCustomer } from '../../lib/runs/read-customer.ts';
import { type FriendReader, readFriends } from '../../lib/runs/read-friends.ts';
import { prospectClasses } from '../../lib/scoring/classes.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import type { ScoreRecord } from '../../lib/scoring/score-record.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { emptyStatistics, liesWithin } from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { customerId, event } from '../events/ledgers.ts';

/** The night about 2024-01-02, day 1 of the ledgers. */
const now = '2024-01-02T23:30:00.000Z';
const run = newRun(
  { scheduledTime: '2024-01-03T03:30:00.000Z', kind: 'rescore', trigger: 'schedule' },
  { zone: 'UTC', now },
);
const never = () => {
  throw new Error('not asked for here');
};
const context: PageContext = {
  run,
  scoring: prepareScoring(null, defaultPolicy, 'CNY'),
  foldAsOf: never,
  refold: never,
  rebuild: never,
  writeClasses: never,
  now,
  onFailure: never,
};
const recordOf = (statistics: ScoreRecord['statistics']): ScoreRecord => ({
  customerId,
  status: 'live',
  writes: 1,
  dirty: false,
  commutes: true,
  statistics,
  classes: prospectClasses,
  changeSeq: 0,
  nextChangeDay: null,
});

const bought = event({ type: 'purchase', orderId: 'o', amount: 100 }, { id: 'o', day: 0 });
const survey = { surveyId: 's', responseId: 'r', surveyVersion: 1, answers: {} } as const;
const facts: readonly Fact[] = [
  { type: 'purchase', orderId: 'p', amount: 100 },
  { type: 'visit' },
  { type: 'complaint' },
  { type: 'points', points: 10 },
  { type: 'response', ...survey, metrics: { nps: 1, csat: 1 } },
  { type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2024-12-31' },
];

describe.each(facts)('a $type dated after the day', (fact) => {
  const ledger = (day: number) => [bought, event(fact, { id: 'e', day })];

  it('leaves the customer to intake only where it is a purchase, and one of the day never', async () => {
    expect(run.asOf).toBe('2024-01-02');
    const { statistics } = foldLedger(ledger(2));
    const reading = await readCustomer(context, recordOf(statistics));
    expect(reading.kind).toBe(fact.type === 'purchase' ? 'left' : 'scorable');
    expect(reading.tally.counts.later).toBe(fact.type === 'purchase' ? 1 : 0);
    const onTheDay = recordOf(foldLedger(ledger(1)).statistics);
    expect(await readCustomer(context, onTheDay)).toMatchObject({ kind: 'scorable' });
  });

  it('does not count for a friend', async () => {
    const day = dateToDay('2024-01-02');
    const fold = foldLedger(ledger(2));
    const reader: FriendReader = {
      readRecords: async () => [recordOf(fold.statistics)],
      readDetails: async () => new Map([[customerId, fold.detail]]),
      readLedger: async () => ledger(2),
    };
    const referral = { eventId: 'f', customerId, day: 0, reward: 0 };
    const { facts: found } = await readFriends(
      reader,
      { ...fold.detail, referrals: [referral] },
      { day },
    );
    expect(found).toMatchObject([{ statistics: { purchaseDays: 1, total: 100 }, nps: null }]);
  });
});

it('nothing lies after any day where nothing is known', () => {
  expect(liesWithin(emptyStatistics, 0)).toBe(true);
});
