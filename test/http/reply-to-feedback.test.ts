import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.replyToFeedback;
const reply = (feedbackId: string, body: Record<string, unknown> = { text: '非常抱歉' }) =>
  api.call('replyToFeedback', { params: { feedbackId }, body });

describe('POST /v1/feedback/{feedbackId}/reply', () => {
  it('records what was answered, when and by whom, and ends the duty', async () => {
    const { id, replyDueAt, receivedAt } = await api.taken(review());
    expect(Date.parse(replyDueAt ?? '') - Date.parse(receivedAt)).toBe(24 * 3_600_000);
    const at = new Date(Date.now() - 60_000).toISOString();
    const { body } = await reply(id, { text: '非常抱歉', at });
    expect(body).toMatchObject({
      status: 'replied',
      reply: { text: '非常抱歉', at, by: 'usr_test' },
    });
    expect((await reply(id)).problem.code).toBe('feedback_replied');
  });

  it('answers every declared status', async () => {
    const { id } = await api.taken(review());
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    expect((await reply(id, { text: 'x', at: ahead })).problem.errors).toMatchObject([
      { pointer: '/at', code: 'in_the_future' },
    ]);
    expect(
      (await reply(id, { text: 'x', at: '2000-01-01T00:00:00Z' })).problem.errors,
    ).toMatchObject([{ pointer: '/at', code: 'before_item' }]);
    const customerId = await api.newCustomer();
    const { id: erased } = await api.taken(review({ customerId }));
    await api.erase(customerId);
    expect((await reply(erased)).problem.code).toBe('feedback_erased');
    expect((await reply('fbk_none')).problem.code).toBe('feedback_not_found');
    await expectSharedRefusals(api, route, { params: { feedbackId: id }, body: { text: 'x' } });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
