import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.unmatchFeedback;
const unmatch = (feedbackId: string) => api.call('unmatchFeedback', { params: { feedbackId } });

describe('POST /v1/feedback/{feedbackId}/unmatch', () => {
  it('voids the event, and the item can be matched to somebody else, or again', async () => {
    const wrong = await api.newCustomer({ email: 'w@shop.example' });
    const right = await api.newCustomer();
    const { id } = await api.taken(review({ author: { email: 'w@shop.example' } }));
    expect((await unmatch(id)).body).toMatchObject({ status: 'open', match: null });
    expect((await api.eventsOf(wrong))[0]).toHaveProperty('voidedBy');
    const params = { feedbackId: id };
    await api.call('matchFeedback', { params, body: { customerId: right } });
    expect((await api.eventsOf(right)).length).toBe(1);
    await unmatch(id);
    await api.call('matchFeedback', { params, body: { customerId: right } });
    const events = await api.eventsOf(right);
    expect(events.map(({ voidedBy }) => voidedBy === undefined).sort()).toEqual([false, true]);
  });

  it('goes on where somebody voided the event by hand', async () => {
    const customerId = await api.newCustomer();
    const { id, match } = await api.taken(review({ customerId }));
    await api.call('recordEvent', {
      body: {
        customerId,
        type: 'void',
        occurredAt: new Date().toISOString(),
        eventId: match?.eventId,
        reason: 'not theirs',
      },
    });
    expect((await unmatch(id)).body.match).toBeNull();
  });

  it('answers every declared status', async () => {
    const { id } = await api.taken(review());
    expect((await unmatch('fbk_none')).problem.code).toBe('feedback_not_found');
    expect((await unmatch(id)).problem.code).toBe('feedback_not_matched');
    await expectSharedRefusals(api, route, { params: { feedbackId: id } });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
