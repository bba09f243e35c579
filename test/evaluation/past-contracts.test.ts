import { describe, expect, it } from 'vitest';
import { pastOf } from '../../lib/evaluation/past.ts';
import type { EventOf } from '../../lib/events/ledger-event.ts';
import { type CalendarDate, dateToDay } from '../../lib/shared/time.ts';
import { purchaseEvent } from '../jobs/support/shop.ts';

const lastDay = dateToDay('2026-02-28');
const knownAt = '2027-01-01T00:00:00.000Z';

/** A month that was paid on its first day. */
const term = (customerId: string, date: CalendarDate, endsOn: CalendarDate) => {
  const { eventId, occurredAt, recordedAt, day } = purchaseEvent(
    customerId,
    { date, amount: 1 },
    90,
  );
  return {
    ...{ eventId, occurredAt, recordedAt, day, customerId },
    type: 'subscription' as const,
    subscriptionId: 's',
    status: 'paid' as const,
    endsOn,
  } as EventOf<'subscription'>; // The other members of the head do not matter to a fold.
};

const bought = (customerId: string, dates: readonly CalendarDate[]) =>
  dates.map((date, index) => purchaseEvent(customerId, { date, amount: 500 }, index));

const past = pastOf(
  [
    {
      customerId: 'back',
      events: [
        ...bought('back', ['2025-01-05', '2025-06-01', '2026-02-10']),
        term('back', '2025-01-01', '2025-01-31'),
      ],
    },
    {
      customerId: 'gone',
      events: [...bought('gone', ['2025-01-05']), term('gone', '2025-01-01', '2025-01-31')],
    },
    { customerId: 'plain', events: bought('plain', ['2025-01-05']) },
  ],
  { lastDay, knownAt, contractGraceDays: 30 },
);

const ids = (cases: readonly { readonly customerId: string }[]): readonly string[] =>
  cases.map(({ customerId }) => customerId);

describe('customers with a contract in the windows of the past', () => {
  it('are left out while it decides: in force, in its grace, and ended without a later purchase', () => {
    for (const date of ['2025-01-20', '2025-03-02', '2025-05-31'] as const) {
      const at = past.casesAt({ cutDay: dateToDay(date), windowDays: 30 });
      expect([ids(at.cases), ids(at.contractual), at.lapsed]).toEqual([
        ['plain'],
        ['back', 'gone'],
        [],
      ]);
    }
  });

  it('count by their purchases after one that has ended, and their contract is kept for the renewals', () => {
    const at = past.casesAt({ cutDay: dateToDay('2025-06-01'), windowDays: 30 });
    expect(ids(at.cases)).toEqual(['back', 'plain']);
    expect(at.cases[0]?.statistics.signals.contract).toBeNull();
    expect(ids(at.contractual)).toEqual(['gone']);
    expect(ids(at.lapsed)).toEqual(['back']);
    expect(at.lapsed[0]?.statistics.signals.contract).toMatchObject({ renewals: 0 });
  });
});
