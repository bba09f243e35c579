import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { eventItem, readEventItem } from '../../lib/adapters/dynamodb/event-item.ts';
import { eventMessages } from '../../lib/app/stream-messages.ts';
import type { EventOf, LedgerEvent } from '../../lib/events/ledger-event.ts';
import { hearWords } from '../../lib/voice/hear-words.ts';
import { itemSize } from '../support/item-size.ts';

const entry = {
  ledgerId: 'led_1',
  eventId: 'rsp_1',
  customerId: 'cus_1',
  occurredAt: '2026-03-02T04:00:00.000Z',
  day: 20_514,
  recordedAt: '2026-03-02T04:00:00.000Z',
  hash: 'h',
  by: 'cus_1',
};

const text = '等了两个小时，饭都凉了，再也不会订了！！！';

const response: EventOf<'response'> = {
  ...entry,
  type: 'response',
  surveyId: 'svy_1',
  responseId: 'rsp_1',
  surveyVersion: 1,
  metrics: {},
  answers: { why: null },
  texts: { why: text, other: 'The staff was friendly.' },
};

/** What is written for an event; nothing where the ledger has it, or there is nothing to say. */
const heard = async (event: LedgerEvent | undefined) => {
  const written: LedgerEvent[] = [];
  const hear = hearWords({
    findEvent: async () => event,
    ledgers: {
      putIfAbsent: async (analysis) => {
        written.push(analysis);
        return true;
      },
    },
  });
  await hear({ ledgerId: 'led_1', eventId: 'rsp_1' }, '2026-03-02T04:00:01.000Z');
  return written[0];
};

describe('the job voice', () => {
  it('writes what fits into an item, however many short sentences there are', async () => {
    // 150 kB of answers, as much as a response may have, to questions with the longest ids.
    const ids = Array.from({ length: 100 }, (_, at) => `q${'x'.repeat(36)}${at}`);
    const words = '味道。价格。配送。包装。卫生。网站。态度。分量。'.repeat(20);
    const texts = Object.fromEntries(ids.map((id) => [id, words]));
    const analysis = await heard({ ...response, texts });
    if (analysis?.type !== 'analysis') throw new Error('nothing was written');
    expect(analysis.themes.length).toBeGreaterThan(5);
    expect(itemSize(marshall(eventItem(analysis)))).toBeLessThan(200_000);
  });

  it('writes what texts say under the name of their event, and no word of them', async () => {
    const analysis = await heard(response);
    expect(analysis).toMatchObject({
      type: 'analysis',
      eventId: 'ana_rsp_1',
      of: 'rsp_1',
      sentiment: 'mixed',
      angry: true,
      language: 'zh',
    });
    expect(JSON.stringify(analysis)).not.toMatch(/两个小时|friendly/);
    const [theme] = analysis?.type === 'analysis' ? analysis.themes : [];
    const [question = '', start = 0, end = 0] = theme?.sentences[0] ?? [];
    expect(response.texts?.[question]?.slice(start, end)).toBe(text);
  });

  it('reads reviews too', async () => {
    const review: LedgerEvent = { ...entry, type: 'feedback', channel: 'review', text };
    expect(await heard(review)).toMatchObject({ sentiment: 'negative', angry: true });
  });

  it.each([
    ['nothing is there', undefined],
    ['its texts were erased', { ...response, texts: {} }],
    ['there is no letter in it', { ...response, texts: { why: '👍 100' } }],
    ['it was revised since', { ...response, voidedBy: 'rsp_1_2' }],
    ['it is no answer', { ...entry, type: 'visit' as const }],
  ])('writes nothing where %s', async (_, event) => {
    expect(await heard(event)).toBeUndefined();
  });

  it('comes back from the table as it was, and leaves as codes', async () => {
    const analysis = await heard(response);
    if (analysis?.type !== 'analysis') throw new Error('there is an analysis');
    expect(readEventItem(eventItem(analysis))).toEqual(analysis);
    const [message] = eventMessages(eventItem(analysis));
    expect(message).toMatchObject({
      type: 'voice.analysed',
      message: {
        messageId: 'cus_1#ana_rsp_1',
        customerId: 'cus_1',
        eventId: 'rsp_1',
        sentiment: 'mixed',
        angry: true,
      },
    });
    expect(Object.keys(message?.message ?? {}).sort()).toEqual([
      ...['angry', 'customerId', 'eventId', 'ledgerId'],
      ...['messageId', 'occurredAt', 'sentiment', 'themes'],
    ]);
  });

  it('keeps the analysis of a confidential response to itself', async () => {
    const analysis = await heard({ ...response, confidential: true });
    if (analysis?.type !== 'analysis') throw new Error('there is an analysis');
    expect(analysis.confidential).toBe(true);
    expect(eventMessages(eventItem(analysis))).toEqual([]);
  });
});
