import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailItem, readDetailItem } from '../../lib/adapters/dynamodb/detail-item.ts';
import { eventItem, readEventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { foldLedger } from '../../lib/events/fold.ts';
import type { Fact } from '../../lib/events/ledger-event.ts';
import { customerId, event, eventsOf, steps } from '../events/ledgers.ts';

const ownFacts: readonly Fact[] = [
  {
    type: 'purchase',
    orderId: 'o',
    amount: 7_000,
    cost: 10,
    lines: [{ productId: 'p', category: 'tea', quantity: 2, amount: 5 }],
    original: { amount: { amount: 1_000, currency: 'USD', fxRate: '7' } },
  },
  {
    type: 'response',
    surveyId: 'svy_1',
    responseId: 'rsp_1',
    surveyVersion: 2,
    invitationId: 'inv_1',
    language: 'zh',
    metrics: { nps: 9 },
    answers: { q1: 9, q2: ['a', 'b'] },
    texts: { why: 'good' },
  },
  { type: 'transition', class: 'tier', from: null, to: 'high', messageId: 'm', runId: 'run_1' },
  { type: 'erasure', erasureId: 'era_1' },
  {
    type: 'referral',
    referredCustomerId: 'cus_2',
    reward: 500,
    original: { reward: { amount: 70, currency: 'USD', fxRate: '7.1' } },
  },
  { type: 'referred', referrerCustomerId: 'cus_3', referralId: 'f1' },
  { type: 'service', ticketId: 't', status: 'reopened', minutes: 12 },
  {
    type: 'points',
    points: 40,
    value: 30,
    original: { value: { amount: 4, currency: 'USD', fxRate: '7.5' } },
  },
  { type: 'feedback', channel: 'review', rating: 4.2, source: 'dianping', text: 'slow' },
  { type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2026-12-31' },
];

describe('event items', () => {
  it('come back as they went in', () => {
    for (const fact of ownFacts) {
      const made = event(fact, { id: 'e', day: 0 });
      expect(readEventItem(eventItem(made))).toEqual(made);
    }
    fc.assert(
      fc.property(steps(10).map(eventsOf), (events) => {
        expect(events.map((made) => readEventItem(eventItem(made)))).toEqual(events);
      }),
    );
  });

  it('keep free text apart from amounts, so that an erasure can delete it', () => {
    const item = eventItem(event({ type: 'complaint', text: 'cold tea' }, { id: 'e', day: 0 }));
    const { text, ...rest } = item;
    expect(text).toBe('cold tea');
    expect(JSON.stringify(rest)).not.toContain('tea');
    expect(readEventItem(rest)).not.toHaveProperty('text');
  });

  it('put responses into the survey index, and nothing else', () => {
    const [, response] = ownFacts;
    if (!response) throw new Error('there is one');
    expect(eventItem(event(response, { id: 'rsp_1', day: 0 }))).toMatchObject({
      sv: expect.stringMatching(/^svy_1#[0-7]$/),
      sd: '2024-01-01#rsp_1',
    });
    expect(eventItem(event({ type: 'visit' }, { id: 'e', day: 0 }))).not.toHaveProperty('sv');
  });

  it('are refused when they are none', () => {
    const item = eventItem(event({ type: 'visit' }, { id: 'e', day: 0 }));
    expect(() => readEventItem({ ...item, _v: 2 })).toThrow();
    expect(() => readEventItem({ ...item, type: 'unheard' })).toThrow();
  });
});

describe('detail items', () => {
  it('come back as they went in, for the fold of any ledger', () => {
    fc.assert(
      fc.property(steps(25).map(eventsOf), (events) => {
        const { detail } = foldLedger(events);
        expect(readDetailItem(detailItem(customerId, detail))).toEqual(detail);
      }),
    );
  });

  it('keep categories with colons apart', () => {
    const { detail } = foldLedger([
      event({ type: 'purchase', orderId: 'o', amount: 1, category: 'a:b:n' }, { id: 'e', day: 0 }),
    ]);
    expect(readDetailItem(detailItem(customerId, detail))).toEqual(detail);
  });
});
