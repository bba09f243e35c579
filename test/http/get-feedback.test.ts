import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.getFeedback;

describe('GET /v1/feedback/{feedbackId}', () => {
  it('reads an item with all that its source said', async () => {
    const url = 'https://www.example.com/review/1';
    const item = await api.taken(review({ language: 'zh', url, orderId: 'o-1' }));
    expect(item).toMatchObject({
      status: 'open',
      language: 'zh',
      url,
      orderId: 'o-1',
      revision: 1,
    });
    expect(item.match).toBeNull();
  });

  it('answers every declared status', async () => {
    const { id } = await api.taken(review());
    const read = await api.call('getFeedback', { params: { feedbackId: id } });
    expect(read.headers['etag']).toBe(`"${read.body.version}"`);
    const headers = { 'if-none-match': read.headers['etag'] ?? '' };
    const again = await api.call('getFeedback', { params: { feedbackId: id }, headers });
    expect(again.status).toBe(304);
    const unknown = await api.call('getFeedback', { params: { feedbackId: 'fbk_none' } });
    expect(unknown.problem.code).toBe('feedback_not_found');
    await expectSharedRefusals(api, route, { params: { feedbackId: id } });
  });
  afterAll(() => expectDeclaredReached(api.reached, route));
});
