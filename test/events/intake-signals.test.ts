import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newScoreItem } from '../../lib/adapters/dynamodb/score-item.ts';
import type { Fact } from '../../lib/events/ledger-event.ts';
import { noSignals, type Signals } from '../../lib/scoring/statistics.ts';
import { ledgerOf } from '../../lib/shared/ids.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { event } from './ledgers.ts';
import { openStores, type Stores } from './stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

const firstDay = dateToDay('2024-01-01');

let serial = 0;
const record = async (customerId: string, fact: Fact, day: number) => {
  serial += 1;
  const named = fact.type === 'response' ? { ...fact, responseId: `rsp_${serial}` } : fact;
  const made = event(named, { id: `e${serial}`, day, minute: serial });
  const own = { customerId, ledgerId: ledgerOf(customerId), by: customerId };
  expect(await stores.commit({ ...made, ...own })).toEqual({ kind: 'committed' });
};
const answer = (metrics: Partial<Record<'nps' | 'csat' | 'ces' | 'wallet', number>>): Fact => ({
  type: 'response',
  surveyId: 'svy_1',
  responseId: 'rsp_0',
  surveyVersion: 1,
  metrics,
  answers: {},
});
const visit: Fact = { type: 'visit' };
const complaint: Fact = { type: 'complaint', text: 'late' };
const contact = (direction: 'inbound' | 'outbound'): Fact => ({
  type: 'contact',
  channel: 'phone',
  direction,
});
const points = (count: number): Fact => ({ type: 'points', points: count });

const added: readonly (readonly [
  string,
  readonly (readonly [Fact, number])[],
  Partial<Signals>,
])[] = [
  [
    'visits in order',
    [
      [visit, 0],
      [visit, 0],
      [visit, 3],
    ],
    { lastTouchDay: firstDay + 3 },
  ],
  [
    'a late visit',
    [
      [visit, 3],
      [visit, 1],
    ],
    { lastTouchDay: firstDay + 3 },
  ],
  [
    'an inbound contact',
    [
      [visit, 1],
      [contact('inbound'), 2],
    ],
    { lastTouchDay: firstDay + 2 },
  ],
  [
    'an outbound contact',
    [
      [visit, 1],
      [contact('outbound'), 2],
    ],
    { lastTouchDay: firstDay + 1 },
  ],
  [
    'complaints in any order',
    [
      [complaint, 4],
      [complaint, 2],
      [complaint, 4],
      [complaint, 6],
    ],
    { complaints: 4, lastComplaintDay: firstDay + 6 },
  ],
  [
    'points that are credited and used, in any order',
    [
      [points(100), 4],
      [points(-40), 2],
      [points(5), 4],
    ],
    { points: 65, lastPointsDay: firstDay + 4 },
  ],
  [
    'answers in order, the value before kept',
    [
      [answer({ csat: 5 }), 0],
      [answer({ nps: 2 }), 3],
      [answer({ wallet: 900 }), 4],
    ],
    { satisfaction: { value: 20, day: firstDay + 3, previous: 100 } },
  ],
];

describe('signals', () => {
  it.each(added)('of %s are added without a fold', async (_what, life, expected) => {
    const id = await stores.newCustomer();
    for (const [fact, day] of life) await record(id, fact, day);
    const found = await stores.scores.read(id);
    expect(found).toMatchObject({ dirty: false, writes: 1 + life.length });
    expect(found?.statistics.signals).toEqual({ ...noSignals, ...expected });
    expect(await stores.rebuild(id, { repair: false })).toMatchObject({ differences: [] });
  });

  const folded: typeof added = [
    [
      'two answers of one day',
      [
        [answer({ csat: 5 }), 2],
        [answer({ csat: 3 }), 2],
      ],
      { satisfaction: { value: 50, day: firstDay + 2, previous: 100 } },
    ],
    [
      'an answer that arrives late',
      [
        [answer({ csat: 1 }), 4],
        [answer({ csat: 3 }), 2],
      ],
      { satisfaction: { value: 0, day: firstDay + 4, previous: 50 } },
    ],
    [
      'a ticket that is resolved before it is opened, as they arrive',
      [
        [{ type: 'service', ticketId: 't1', status: 'resolved', minutes: 30 }, 3],
        [{ type: 'service', ticketId: 't1', status: 'opened' }, 1],
        [{ type: 'service', ticketId: 't2', status: 'opened' }, 2],
      ],
      { openTickets: 1 },
    ],
    [
      'a cancellation without a paid term',
      [
        [
          { type: 'subscription', subscriptionId: 's', status: 'cancelled', endsOn: '2024-02-29' },
          3,
        ],
      ],
      { contract: null },
    ],
    [
      'a first term that is taken back, beside one that was cancelled without any',
      [
        [{ type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2024-01-31' }, 2],
        [
          { type: 'subscription', subscriptionId: 's', status: 'cancelled', endsOn: '2024-01-01' },
          4,
        ],
        [
          { type: 'subscription', subscriptionId: 't', status: 'cancelled', endsOn: '2024-12-31' },
          5,
        ],
      ],
      { contract: null },
    ],
    [
      'a subscription that is paid beside one that was only cancelled',
      [
        [
          { type: 'subscription', subscriptionId: 't', status: 'cancelled', endsOn: '2024-12-31' },
          0,
        ],
        [{ type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2023-12-31' }, 2],
      ],
      {
        contract: {
          sinceDay: firstDay + 2,
          endDay: firstDay + 2,
          renewals: 0,
          termDays: 1,
          cancelled: false,
        },
      },
    ],
    [
      'a subscription that is renewed and cancelled',
      [
        [{ type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2024-01-31' }, 0],
        [{ type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2024-02-29' }, 31],
        [
          { type: 'subscription', subscriptionId: 's', status: 'cancelled', endsOn: '2024-02-29' },
          40,
        ],
      ],
      {
        contract: {
          sinceDay: firstDay,
          endDay: dateToDay('2024-02-29'),
          renewals: 1,
          termDays: 29,
          cancelled: true,
        },
      },
    ],
  ];
  it.each(folded)('of %s wait for a fold', async (_what, life, expected) => {
    const id = await stores.newCustomer();
    for (const [fact, day] of life) await record(id, fact, day);
    expect(await stores.scores.read(id)).toMatchObject({ dirty: true });
    const settled = await stores.settle(id);
    expect(settled?.statistics.signals).toEqual({ ...noSignals, ...expected });
    expect(await stores.scores.read(id)).toEqual(settled);
  });
});

describe('a compact item of schema 1', () => {
  const oldItem = async (more: Record<string, unknown>): Promise<string> => {
    const id = await stores.newCustomer();
    await stores.tables.documents.send(
      new PutCommand({
        TableName: stores.tables.names.scores,
        Item: { ...newScoreItem(id), _v: 1, ...more },
      }),
    );
    return id;
  };

  it('of a customer without past is whole', async () => {
    const id = await oldItem({});
    expect(await stores.scores.read(id)).toMatchObject({
      dirty: false,
      statistics: { lastDayTotal: 0, daySum: 0, signals: noSignals },
    });
  });

  it('of anybody else waits for a fold, which stores it in the schema of today', async () => {
    const id = await oldItem({ v: 2, n: 1, f: firstDay, l: firstDay, m: 100, m0: 100 });
    await record(id, { type: 'purchase', orderId: 'o', amount: 70 }, 5);
    expect(await stores.scores.read(id)).toMatchObject({ dirty: true, writes: 3 });
    await stores.settle(id);
    const [row] = (await stores.rows('scores')).filter((item) => item['id'] === id);
    expect(row).toMatchObject({ _v: 2, n: 1, l: firstDay + 5, m: 70, ml: 70, s: firstDay + 5 });
    expect(await stores.scores.read(id)).toMatchObject({ dirty: false });
  });
});
