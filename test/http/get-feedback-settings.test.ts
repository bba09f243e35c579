import { afterAll, describe, expect, it } from 'vitest';
import { feedbackRoutes } from '../../lib/contract/routes/feedback.ts';
import { defaultFeedbackSettings } from '../../lib/feedback/feedback-settings.ts';
import { feedbackApi } from './support/feedback.ts';
import { expectDeclaredReached, expectSharedRefusals } from './support/reached.ts';

const api = feedbackApi();
const route = feedbackRoutes.getFeedbackSettings;

describe('GET /v1/settings/feedback', () => {
  it('reads what the code brings, until somebody puts another', async () => {
    const { body, headers } = await api.call('getFeedbackSettings');
    expect(body).toEqual({ ...defaultFeedbackSettings, version: 1 });
    const known = { headers: { 'if-none-match': headers['etag'] ?? '' } };
    expect((await api.call('getFeedbackSettings', known)).status).toBe(304);
  });

  it('answers every declared status', () => expectSharedRefusals(api, route, {}));
  afterAll(() => expectDeclaredReached(api.reached, route));
});
