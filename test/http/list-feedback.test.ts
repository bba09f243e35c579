import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.listFeedback;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const list = async (query: Record<string, string | number> = {}) =>
  (await api.call('listFeedback', { query })).body;
const idsOf = (page: { data: { externalId: string }[] }) =>
  page.data.map(({ externalId }) => externalId);

describe('GET /v1/feedback', () => {
  let customerId = '';
  let overdue = '';
  beforeAll(async () => {
    customerId = await api.newCustomer();
    const settings = (await api.call('getFeedbackSettings')).body;
    const { version: _version, ...before } = settings;
    const atOnce = { ...before.replyWithinHours.social, low: 0.000_000_1 };
    const hours = { ...before.replyWithinHours, social: atOnce };
    await api.call('putFeedbackSettings', {
      body: { ...before, owner: 'desk', replyWithinHours: hours },
    });
    await api.take(
      review({ externalId: 'a', occurredAt: hoursAgo(1), customerId }),
      review({ externalId: 'b', occurredAt: hoursAgo(2), source: 'weibo', channel: 'social' }),
      review({ externalId: 'c', occurredAt: hoursAgo(3), rating: { value: 5, min: 1, max: 5 } }),
      review({ externalId: 'd', occurredAt: hoursAgo(4), customerId, channel: 'phone' }),
      review({ externalId: 'e', occurredAt: '2024-03-05T16:30:00Z' }),
    );
    overdue = (await list({ source: 'weibo' })).data[0].id;
  });

  it('is newest first, page by page, every item once', async () => {
    const seen: string[] = [];
    let cursor = {};
    do {
      const page = await list({ limit: 2, ...cursor });
      seen.push(...idsOf(page));
      cursor = page.nextCursor === null ? {} : { cursor: page.nextCursor };
    } while ('cursor' in cursor);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps to each filter', async () => {
    expect(idsOf(await list({ channel: 'social' }))).toEqual(['b']);
    expect(idsOf(await list({ status: 'matched' }))).toEqual(['a', 'd']);
    expect(idsOf(await list({ customerId }))).toEqual(['a', 'd']);
    expect(idsOf(await list({ customerId, limit: 1 }))).toEqual(['a']);
    expect(idsOf(await list({ customerId: 'cus_nobody' }))).toEqual([]);
    expect(idsOf(await list({ from: '2024-03-06', to: '2024-03-06' }))).toEqual(['e']);
    expect(idsOf(await list({ from: '2024-03-05', to: '2024-03-05' }))).toEqual([]);
  });

  it('lists the replies that are owed, and those that are late', async () => {
    expect(idsOf(await list({ replyDue: 'open' }))).toEqual(['a', 'b']);
    const late = await list({ replyDue: 'overdue' });
    expect(late.data).toMatchObject([{ id: overdue, overdue: true, owner: 'desk' }]);
    await api.call('replyToFeedback', { params: { feedbackId: overdue }, body: { text: '抱歉' } });
    expect(idsOf(await list({ replyDue: 'overdue' }))).toEqual([]);
  });

  it('ends a page before its answer is too long, and loses none of the items', async () => {
    const ids = Array.from({ length: 16 }, (_, index) => `long-${index}`);
    for (const revision of [1, 2, 3, 4, 5, 6])
      for (let start = 0; start < ids.length; start += 8)
        await api.take(
          ...ids.slice(start, start + 8).map((externalId, index) =>
            review({
              ...{ externalId, source: 'long', occurredAt: hoursAgo(50 + start + index) },
              text: `${revision}${'好'.repeat(9_999)}`,
            }),
          ),
        );
    const first = await list({ source: 'long', limit: 100 });
    const cursor = { cursor: first.nextCursor };
    const second = await list({ source: 'long', limit: 100, ...cursor });
    expect(second.nextCursor).toBeNull();
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
  });

  it('answers every declared status', async () => {
    expect(
      (await api.call('listFeedback', { query: { from: '2024-02-01', to: '2024-01-01' } })).status,
    ).toBe(422);
    await expectSharedRefusals(api, route, {});
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
