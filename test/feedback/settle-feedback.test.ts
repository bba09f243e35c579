import { describe, expect, it } from 'vitest';
import type { Feedback } from '../../lib/feedback/feedback.ts';
import { feedbackId } from '../../lib/feedback/feedback.ts';
import type { CommitOutcome } from '../../lib/feedback/ports.ts';
import { settleFeedback } from '../../lib/feedback/settle-feedback.ts';

const now = '2026-01-02T00:00:00.000Z';
const match = (customerId: string) =>
  ({ customerId, confidence: 1, reasons: ['by_hand'], at: now, by: 'usr' }) as const;

const item: Feedback = {
  id: feedbackId('dianping', '1'),
  channel: 'review',
  source: 'dianping',
  externalId: '1',
  receivedAt: now,
  version: 1,
  revision: 1,
  hash: 'h',
  content: {
    occurredAt: '2026-01-01T20:00:00.000Z',
    rating: null,
    score: 4,
    text: 'kind',
    language: null,
    url: null,
    orderId: null,
  },
  earlier: [],
  author: {},
  duplicateOf: null,
  match: match('cus_1'),
  candidates: [],
  counted: null,
  entries: 0,
  replyDueAt: null,
  reply: null,
  ignored: null,
  erased: false,
};

/** A store of one item, whose commits end as they are told, and are then done. */
const world = (start: Feedback, outcomes: CommitOutcome[] = []) => {
  let stored = start;
  const entries: { readonly id: string; readonly type: string; readonly day: number }[] = [];
  const classified: string[] = [];
  const settle = settleFeedback({
    store: {
      find: async () => stored,
      replace: async (next) => {
        stored = next;
        return true;
      },
    },
    commit: async (event, next) => {
      const outcome = outcomes.shift() ?? 'committed';
      if (outcome !== 'committed') return outcome;
      entries.push({ id: event.eventId, type: event.type, day: event.day });
      stored = next;
      return outcome;
    },
    classify: async (customerId) => {
      classified.push(customerId);
    },
    zone: () => 'Asia/Shanghai',
  });
  return { settle: () => settle(item.id, now), entries, classified, stored: () => stored };
};

describe('settleFeedback', () => {
  it('enters a match once, on the business day on which it was said', async () => {
    const { settle, entries, classified } = world(item);
    await settle();
    await settle();
    expect(entries).toEqual([{ id: `${item.id}_1`, type: 'feedback', day: 20_455 }]);
    expect(classified).toEqual(['cus_1']);
  });

  it('moves an entry with its match, and an edited text with its revision', async () => {
    const entered = {
      ...item,
      counted: { customerId: 'cus_1', eventId: 'e', revision: 1 },
      entries: 1,
    };
    const moved = world({ ...entered, match: match('cus_2') });
    await moved.settle();
    expect(moved.entries.map(({ type }) => type)).toEqual(['void', 'feedback']);
    expect(moved.classified).toEqual(['cus_1', 'cus_2']);
    const edited = world({ ...entered, revision: 2 });
    await edited.settle();
    expect(edited.entries.map(({ id }) => id)).toEqual(['e_void', `${item.id}_2`]);
  });

  it('completes what was cut off, tries a lost race again, and enters no copy', async () => {
    const cut = world({ ...item, entries: 1, revision: 2 }, ['stale', 'stale']);
    await cut.settle();
    expect(cut.entries.map(({ id }) => id)).toEqual([`${item.id}_2`]);
    const copy = world({ ...item, duplicateOf: 'fbk_other' });
    await copy.settle();
    expect(copy.entries).toEqual([]);
  });

  it('keeps nothing of a customer who is erased meanwhile', async () => {
    const { settle, stored, entries } = world(item, ['customer_gone']);
    await settle();
    expect(stored()).toMatchObject({
      erased: true,
      match: null,
      content: { text: null, score: 4 },
    });
    expect(entries).toEqual([]);
  });

  it('takes a void by somebody else for its own', async () => {
    const counted = { customerId: 'cus_1', eventId: 'e', revision: 1 };
    const { settle, stored } = world({ ...item, match: null, counted }, ['taken_back']);
    await settle();
    expect(stored().counted).toBeNull();
  });
});
