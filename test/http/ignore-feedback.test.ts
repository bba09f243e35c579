import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.ignoreFeedback;
const ignore = (feedbackId: string, body = { reason: '广告' }) =>
  api.call('ignoreFeedback', { params: { feedbackId }, body });

describe('POST /v1/feedback/{feedbackId}/ignore', () => {
  it('ends the duty without a reply, until somebody matches or answers it', async () => {
    const { id } = await api.taken(review({ author: { name: '李雷' } }));
    const { body } = await ignore(id);
    expect(body).toMatchObject({
      status: 'ignored',
      author: {},
      ignored: { reason: '广告', by: 'usr_test' },
    });
    const customerId = await api.newCustomer();
    const params = { feedbackId: id };
    const matched = await api.call('matchFeedback', { params, body: { customerId } });
    expect(matched.body).toMatchObject({ status: 'matched', ignored: null });
  });

  it('answers every declared status', async () => {
    const { id } = await api.taken(review());
    await api.call('replyToFeedback', { params: { feedbackId: id }, body: { text: '谢谢' } });
    expect((await ignore(id)).problem.code).toBe('feedback_replied');
    expect((await ignore('fbk_none')).problem.code).toBe('feedback_not_found');
    const valid = { params: { feedbackId: id }, body: { reason: 'x' } };
    await expectSharedRefusals(api, route, valid);
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
