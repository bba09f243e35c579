import fc from 'fast-check';
import { buildEvent } from '../../lib/events/build-event.ts';
import { serviceStatuses, subscriptionStatuses } from '../../lib/events/customer-facts.ts';
import type { Fact, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { feedbackChannels } from '../../lib/events/voice-facts.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';

export const customerId = 'cus_01k9zq3v7m8r5t2x4b6d8f0h1j';

/** Customers whom referrals name. */
export const friends = [
  'cus_01k9zq3v7m8r5t2x4b6d8f0aaa',
  'cus_01k9zq3v7m8r5t2x4b6d8f0bbb',
] as const;

/** Any fact that callers report. Few orders, days and amounts, so that they meet often. */
const facts: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        type: fc.constant('purchase' as const),
        orderId: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
        amount: fc.constantFrom(0, 100, 250, 1_000),
        cost: fc.constantFrom(0, 60),
        discount: fc.constantFrom(0, 20),
        category: fc.constantFrom('tea', 'cups', '__proto__'),
      },
      { requiredKeys: ['type', 'orderId', 'amount'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('refund' as const),
      orderId: fc.constantFrom('o1', 'o2', 'o3', 'o5'),
      amount: fc.constantFrom(50, 100, 250, 1_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Fact>({ type: 'visit' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('inbound' as const, 'outbound' as const)
      .map((direction): Fact => ({ type: 'contact', channel: 'phone', direction })),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        type: fc.constant('service' as const),
        ticketId: fc.constantFrom('t1', 't2'),
        status: fc.constantFrom(...serviceStatuses),
        minutes: fc.constantFrom(0, 15),
      },
      { requiredKeys: ['type', 'ticketId', 'status'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        type: fc.constant('points' as const),
        points: fc.constantFrom(-40, 100),
        value: fc.constantFrom(0, 90),
      },
      { requiredKeys: ['type', 'points'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('subscription' as const),
      subscriptionId: fc.constantFrom('s1', 's2'),
      status: fc.constantFrom(...subscriptionStatuses),
      endsOn: fc.constantFrom('2024-01-31', '2024-02-29', '2024-12-31'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        type: fc.constant('referral' as const),
        referredCustomerId: fc.constantFrom(...friends),
        reward: fc.constantFrom(0, 500),
      },
      { requiredKeys: ['type', 'referredCustomerId'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...friends).map(
      (referrerCustomerId): Fact => ({
        type: 'referred',
        referrerCustomerId,
        referralId: 'f1',
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Fact>({ type: 'complaint', text: 'late' }) },
  { weight: 1, arbitrary: fc.constant<Fact>({ type: 'note', text: 'likes tea' }) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        type: fc.constant('feedback' as const),
        channel: fc.constantFrom(...feedbackChannels),
        rating: fc.constantFrom(1, 2.5, 3, 5),
        text: fc.constant('slow but kind'),
      },
      { requiredKeys: ['type', 'channel'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record(
        {
          nps: fc.integer({ min: 0, max: 10 }),
          csat: fc.integer({ min: 1, max: 5 }),
          economic: fc.integer({ min: 0, max: 100 }),
        },
        { requiredKeys: [] },
      )
      .map(
        (metrics): Fact => ({
          type: 'response',
          surveyId: 'svy_1',
          responseId: 'rsp_1',
          surveyVersion: 1,
          metrics,
          answers: {},
        }),
      ),
  },
);

export interface Step {
  readonly fact: Fact;
  readonly day: number;
  readonly minute: number;
  /** Takes back an earlier step instead, if there is one that can be. */
  readonly voids: number | null;
  readonly repeats: boolean;
  readonly foldsAfter: boolean;
}

/** Steps of a customer's life in the order of arrival: days jump, some steps void, some arrive twice. */
export const steps = (lengthMax: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      fact: facts,
      day: fc.integer({ min: 0, max: 6 }),
      minute: fc.integer({ min: 0, max: 2 }),
      voids: fc.option(fc.nat({ max: 30 }), { freq: 5 }),
      repeats: fc.boolean(),
      foldsAfter: fc.boolean(),
    }),
    { maxLength: lengthMax },
  );

export const at = (day: number, minute = 0): string =>
  new Date(Date.UTC(2024, 0, 1 + day, 12, minute)).toISOString();

/** An event of the customer, arrived at a running minute. */
export const event = (
  fact: Fact,
  {
    id,
    day,
    minute = 0,
    arrival = 0,
  }: { id: string; day: number; minute?: number; arrival?: number },
): LedgerEvent =>
  buildEvent(fact, {
    ledgerId: ledgerOf(customerId),
    customerId,
    eventId: id,
    occurredAt: at(day, minute),
    recordedAt: new Date(Date.UTC(2024, 1, 1, 0, arrival)).toISOString(),
    by: customerId,
    zone: 'Asia/Shanghai',
  });

/** The events that steps make, voids resolved to events that came before them and were not voided yet. */
export const eventsOf = (life: readonly Step[]): readonly LedgerEvent[] => {
  const open: string[] = [];
  return life.map(({ fact, day, minute, voids }, index) => {
    const arrival = { day, minute, arrival: index };
    if (voids !== null && open.length > 0) {
      const [targetId = ''] = open.splice(voids % open.length, 1);
      return event({ type: 'void', targetId, text: 'a mistake' }, { id: `e${index}`, ...arrival });
    }
    if (fact.type === 'response') {
      const id = `rsp_${index}`;
      return event({ ...fact, responseId: id }, { id, ...arrival });
    }
    if (fact.type !== 'referred') open.push(`e${index}`);
    return event(fact, { id: `e${index}`, ...arrival });
  });
};
