import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { defaultFeedbackSettings } from '../../lib/feedback/feedback-settings.ts';
import { feedbackApi, review } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.putFeedbackSettings;
const put = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('putFeedbackSettings', { body, headers });
const owned = { ...defaultFeedbackSettings, owner: 'desk' };

describe('PUT /v1/settings/feedback', () => {
  it('holds for what arrives from then on', async () => {
    const before = await api.taken(review());
    const { replyWithinHours } = defaultFeedbackSettings;
    const reviews = { ...replyWithinHours.review, low: 2 };
    const answer = await put(
      { ...owned, replyWithinHours: { ...replyWithinHours, review: reviews } },
      { 'if-match': '"1"' },
    );
    expect([answer.status, answer.headers['etag']]).toEqual([200, '"2"']);
    const { replyDueAt, receivedAt } = await api.taken(review());
    expect(Date.parse(replyDueAt ?? '') - Date.parse(receivedAt)).toBe(2 * 3_600_000);
    expect((await api.read(before.id)).replyDueAt).toBe(before.replyDueAt);
    expect((await put(owned, { 'if-match': '"1"' })).problem.code).toBe('stale_version');
    expect((await put(owned, { 'if-none-match': '*' })).problem.code).toBe('stale_version');
  });

  it('answers every declared status', () => expectSharedRefusals(api, route, { body: owned }));
  afterAll(() => expectDeclaredReached(api.reached, route));
});
