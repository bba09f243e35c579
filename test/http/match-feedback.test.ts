import { afterAll, describe, expect, it } from 'vitest';
import { feedbackStore } from '../../lib/adapters/dynamodb/feedback-store.ts';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackId } from '../../lib/feedback/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.matchFeedback;
const match = (feedbackId: string, customerId: string, headers = {}) =>
  api.call('matchFeedback', { params: { feedbackId }, body: { customerId }, headers });

describe('POST /v1/feedback/{feedbackId}/match', () => {
  it('makes an event of the customer, once, and lets the name of the author go', async () => {
    const customerId = await api.newCustomer({ name: '司马静' });
    const { id } = await api.taken(review({ author: { name: '司马静', handle: 'jing' } }));
    const answers = await Promise.all(Array.from({ length: 4 }, () => match(id, customerId)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await api.read(id)).toMatchObject({
      author: {},
      match: { customerId, confidence: 1, reasons: ['by_hand', 'same_name'], by: 'usr_test' },
    });
    expect((await api.eventsOf(customerId)).length).toBe(1);
  });

  it('answers a repeated key with the item as it stands', async () => {
    const customerId = await api.newCustomer();
    const { id } = await api.taken(review());
    const key = { 'idempotency-key': 'm-1' };
    const first = await match(id, customerId, key);
    const again = await match(id, customerId, key);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('keeps nothing of a customer who was erased but the rating', async () => {
    const customerId = await api.newCustomer();
    const url = 'https://www.example.com/my-review';
    const item = review({ externalId: 'mine-7', url, text: '我的隐私，请保密好吗' });
    const { id } = await api.taken(item);
    await match(id, customerId);
    await api.call('replyToFeedback', { params: { feedbackId: id }, body: { text: '隐私回复' } });
    await api.erase(customerId);
    expect(await api.read(id)).toMatchObject({ erased: true, score: 2, text: null, match: null });
    expect(JSON.stringify(await api.dump())).not.toMatch(/隐私|my-review|mine-7/);
    expect(await api.take(item)).toMatchObject([{ status: 200, id }]);
    expect((await api.read(id)).text).toBeNull();
  });

  it('keeps nothing in copies either, which no ledger knows of', async () => {
    const customerId = await api.newCustomer({ email: 'twice@shop.example' });
    const author = { email: 'twice@shop.example' };
    const text = '我把这段心里话发了两遍，请不要外传。';
    await api.taken(review({ author, text }));
    const found = await api.taken(review({ author, text, source: 'weibo', channel: 'social' }));
    const handle = { handle: 'twice' };
    const said = 'These are my own words, written down more than once.';
    await api.taken(review({ author: handle, text: said }));
    const given = await api.taken(review({ author: handle, text: said, source: 'weibo' }));
    await match(given.id, customerId);
    await api.erase(customerId);
    for (const { id } of [found, given])
      expect(await api.read(id)).toMatchObject({ erased: true, text: null, match: null });
    expect(JSON.stringify(await api.dump())).not.toMatch(/心里话/);
  });

  it('keeps nothing of words that were matched and never entered, because a function ended in between', async () => {
    const customerId = await api.newCustomer();
    const { documents, names } = api.environment().tables;
    const store = feedbackStore({ client: documents, table: (name) => names[name] });
    const { id } = await api.taken(review({ text: '没有登记完的悄悄话' }));
    const stored = await store.find(id);
    if (!stored) throw new Error('the item is not there');
    const at = stored.receivedAt;
    const match = { customerId, confidence: 1, reasons: ['by_hand' as const], at, by: null };
    const cut = { ...stored, id: feedbackId('dianping', 'cut'), match };
    expect(await store.insert(cut, [])).toEqual({ kind: 'inserted' });
    expect(await api.eventsOf(customerId)).toEqual([]);
    await api.erase(customerId);
    expect(await api.read(cut.id)).toMatchObject({ erased: true, text: null, match: null });
    expect(await store.insert({ ...cut, id: 'fbk_late' }, [])).toEqual({ kind: 'customer_gone' });
  });

  it('answers every declared status', async () => {
    const customerId = await api.newCustomer({ email: 'bo@shop.example' });
    const { id } = await api.taken(review({ author: { email: 'bo@shop.example' } }));
    const other = await api.newCustomer();
    expect((await match('fbk_none', other)).problem.code).toBe('feedback_not_found');
    expect((await match(id, other)).problem.code).toBe('feedback_matched');
    expect((await match(id, 'cus_nobody')).problem.code).toBe('customer_not_found');
    await api.erase(customerId);
    expect((await match(id, customerId)).problem.code).toBe('customer_erased');
    expect((await match(id, other)).problem.code).toBe('feedback_erased');
    await expectSharedRefusals(api, route, { params: { feedbackId: id }, body: { customerId } });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
