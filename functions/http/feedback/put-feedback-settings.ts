import { feedback } from '../../../lib/app/feedback.ts';
import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(feedbackRoutes.putFeedbackSettings, async ({ body, call }) => {
  // There always are settings.
  if (call.mustBeNew) return fail('stale_version', { detail: 'There are settings already' });
  const { ifMatch, now, caller } = call;
  const put = await feedback.putSettings({ settings: body, ifMatch, by: caller, at: now });
  if (!put.ok) return put;
  const { version, settings } = put.value;
  return ok({ status: 200, body: { ...settings, version }, version });
});
