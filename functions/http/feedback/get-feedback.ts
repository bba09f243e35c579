import { feedbackRoutes } from '../../../lib/contract/routes/feedback.ts';
import { handler } from '../handler.ts';
import { replayItem } from './show-feedback.ts';

export const handle = handler(feedbackRoutes.getFeedback, ({ params, call }) =>
  replayItem(params.feedbackId, call.now),
);
