import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.takeFeedback;

describe('POST /v1/feedback', () => {
  it('matches by an identity, and the rating counts for the customer once', async () => {
    const customerId = await api.newCustomer({ email: 'Ann@Shop.example' });
    const item = await api.taken(
      review({
        author: { email: 'ann@shop.example', handle: 'annie' },
        rating: { value: 7, min: 0, max: 10 },
      }),
    );
    expect(item).toMatchObject({
      status: 'matched',
      score: 3.8,
      author: {},
      match: { customerId, confidence: 0.99, reasons: ['same_email'], by: null },
    });
    expect(await api.eventsOf(customerId)).toEqual([
      expect.objectContaining({
        id: item.match?.eventId,
        rating: 3.8,
        channel: 'review',
        source: 'dianping',
      }),
    ]);
  });

  it('takes an item once, whatever arrives at the same time', async () => {
    const customerId = await api.newCustomer({ phone: '+8613800000001' });
    const item = review({ author: { phone: '+8613800000001' } });
    const all = await Promise.all(Array.from({ length: 8 }, () => api.take(item)));
    expect(new Set(all.map(([row]) => row?.id)).size).toBe(1);
    expect(all.filter(([row]) => row?.status === 201).length).toBeGreaterThanOrEqual(1);
    expect(await api.take(item)).toMatchObject([{ status: 200 }]);
    expect((await api.eventsOf(customerId)).length).toBe(1);
  });

  it('counts an edited review in place of the old one, and keeps both', async () => {
    const customerId = await api.newCustomer({ externalIds: [{ source: 'dianping', id: 'u9' }] });
    const item = review({ author: { externalId: 'u9' } });
    const first = await api.taken(item);
    const second = await api.taken({
      ...item,
      rating: { value: 5, min: 1, max: 5 },
      text: '老板道歉了',
    });
    expect(second).toMatchObject({
      id: first.id,
      revision: 2,
      score: 5,
      earlier: [{ revision: 1, score: 2, text: item.text }],
    });
    expect(second.replyDueAt).toBe(first.replyDueAt);
    const events = await api.eventsOf(customerId);
    expect(events.map(({ rating, voidedBy }) => [rating, voidedBy === undefined])).toEqual(
      expect.arrayContaining([
        [5, true],
        [2, false],
      ]),
    );
  });

  it('marks the same words of one author elsewhere as a copy that counts for nothing', async () => {
    const customerId = await api.newCustomer({ email: 'copy@shop.example' });
    const author = { email: 'copy@shop.example' };
    const text = 'The parcel came two weeks late and nobody answered.';
    const first = await api.taken(review({ author, text }));
    const copy = await api.taken(
      review({
        author,
        channel: 'social',
        source: 'weibo',
        text: 'the PARCEL came two weeks late, and nobody answered!!',
      }),
    );
    expect(copy).toMatchObject({
      duplicateOf: first.id,
      replyDueAt: null,
      match: { eventId: null },
    });
    expect((await api.eventsOf(customerId)).length).toBe(1);
    const other = await api.taken(review({ text, author: { handle: 'somebody else' } }));
    expect(other.duplicateOf).toBeNull();
  });

  it('matches a name with an order of theirs, proposes a name with a city, and nobody for less', async () => {
    const customerId = await api.newCustomer({ name: '欧阳明月', location: { city: '上海' } });
    await api.call('recordEvent', {
      body: {
        customerId,
        type: 'purchase',
        occurredAt: '2026-01-05T04:00:00Z',
        orderId: 'o-77',
        amount: { amount: 100, currency: 'CNY' },
      },
    });
    const name = '欧阳明月';
    expect(await api.taken(review({ author: { name }, orderId: 'o-77' }))).toMatchObject({
      match: { customerId, confidence: 0.95, reasons: ['same_name', 'own_order'] },
    });
    expect(await api.taken(review({ author: { name, city: '上海' } }))).toMatchObject({
      status: 'open',
      match: null,
      author: { name, city: '上海' },
      candidates: [{ customerId, confidence: 0.85, reasons: ['same_name', 'same_city'] }],
    });
    expect(await api.taken(review({ author: { name, city: '北京' } }))).toMatchObject({
      match: null,
      candidates: [],
    });
  });

  it('leaves identities of two customers to a person', async () => {
    await api.newCustomer({ email: 'two@shop.example' });
    await api.newCustomer({ phone: '+8613800000002' });
    const author = { email: 'two@shop.example', phone: '+8613800000002' };
    const item = await api.taken(review({ author }));
    expect(item.match).toBeNull();
    expect(item.candidates.map(({ confidence }) => confidence)).toEqual([0.6, 0.6]);
  });

  it('answers every row by itself', async () => {
    const erased = await api.newCustomer({ email: 'gone@shop.example' });
    await api.erase(erased);
    const customerId = await api.newCustomer();
    const rows = await api.take(
      review({ customerId, channel: 'phone', source: 'crm' }),
      review({ customerId: 'cus_nobody' }),
      review({ customerId: erased }),
      review({ author: { email: 'gone@shop.example' } }),
      review({ rating: { value: 6, min: 1, max: 5 } }),
      review({ rating: undefined, text: undefined }),
      review({ occurredAt: new Date(Date.now() + 2 * 86_400_000).toISOString() }),
      review({ url: 'javascript:alert(1)' }),
      review({ surprise: 1 }),
    );
    expect(rows.map(({ status, problem }) => [status, problem?.code])).toEqual([
      [201, undefined],
      [404, 'customer_not_found'],
      [410, 'customer_erased'],
      [409, 'erased_identity'],
      ...Array.from({ length: 5 }, () => [422, 'invalid_request']),
    ]);
    expect(rows.slice(4).map(({ problem }) => problem?.errors?.[0]?.pointer)).toEqual([
      '/rating/value',
      '/rating',
      '/occurredAt',
      '/url',
      '/surprise',
    ]);
  });

  it('stores neither address nor number of an author', async () => {
    const item = await api.taken(
      review({ author: { name: '陌生人', email: 'secret@x.example', phone: '+8613900001234' } }),
    );
    expect(JSON.stringify(await api.dump())).not.toMatch(/secret@x|13900001234/);
    expect(item.author).toEqual({ name: '陌生人' });
  });

  it('answers every declared status', async () => {
    await expectSharedRefusals(api, route, { body: { items: [review()] } });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
