import { feedback } from '../../../lib/app/feedback.ts';
import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(feedbackRoutes.getFeedbackSettings, async () => {
  const { version, settings } = await feedback.settings();
  return ok({ status: 200, body: { ...settings, version }, version });
});
