import { feedback } from '../../../lib/app/feedback.ts';
import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import { handler } from '../handler.ts';
import { replayItem, replyWith } from './show-feedback.ts';

export const handle = handler(
  feedbackRoutes.replyToFeedback,
  async ({ params, body, call: { caller: by, now } }) =>
    replyWith(
      await feedback.reply(params.feedbackId, { text: body.text, at: body.at }, { by, now }),
      now,
    ),
  (feedbackId, { call }) => replayItem(feedbackId, call.now),
);
