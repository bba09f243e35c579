import type { Feedback } from './feedback.ts';

/** An item of which only the counts are left: what remains when its author is erased. */
export const stripFeedback = (feedback: Feedback): Feedback => ({
  ...feedback,
  version: feedback.version + 1,
  erased: true,
  externalId: '',
  hash: '',
  content: { ...feedback.content, text: null, url: null, orderId: null },
  earlier: [],
  author: {},
  match: null,
  candidates: [],
  counted: null,
  reply: feedback.reply && { ...feedback.reply, text: null },
  ignored: feedback.ignored,
});
