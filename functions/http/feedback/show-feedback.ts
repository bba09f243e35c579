import type * as z from 'zod';
import { feedback as useCases } from '../../../lib/app/feedback.ts';
import type { FeedbackResource } from '../../../lib/contract/feedback-shapes.ts';
import {
  type Candidate,
  type Feedback,
  isOverdue,
  statusOf,
} from '../../../lib/feedback/feedback.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import type { Instant } from '../../../lib/shared/time.ts';

type Shown = z.input<typeof FeedbackResource>;

const showCandidate = ({ customerId, confidence, reasons }: Candidate) => ({
  customerId,
  confidence,
  reasons: [...reasons],
});

/** The wire form of an item. `owner` is a setting: who answers for replies today. */
export const showFeedback = (feedback: Feedback, owner: string | null, now: Instant): Shown => {
  const { content, match, counted } = feedback;
  return {
    id: feedback.id,
    channel: feedback.channel,
    source: feedback.source,
    externalId: feedback.externalId || null,
    status: statusOf(feedback),
    receivedAt: feedback.receivedAt,
    version: feedback.version,
    revision: feedback.revision,
    ...content,
    author: feedback.author,
    duplicateOf: feedback.duplicateOf,
    match: match && {
      ...showCandidate(match),
      at: match.at,
      by: match.by,
      eventId: counted?.eventId ?? null,
    },
    candidates: feedback.candidates.map(showCandidate),
    earlier: [...feedback.earlier],
    replyDueAt: feedback.replyDueAt,
    overdue: isOverdue(feedback, now),
    reply: feedback.reply,
    ignored: feedback.ignored,
    owner: feedback.replyDueAt === null ? null : owner,
    erased: feedback.erased,
  };
};

/** The answer of every route about one item, with its entity tag. */
export const replyWith = async (changed: Result<Feedback>, now: Instant) => {
  if (!changed.ok) return changed;
  const { settings } = await useCases.settings();
  return ok({
    status: 200 as const,
    body: showFeedback(changed.value, settings.owner, now),
    version: changed.value.version,
    resourceId: changed.value.id,
  });
};

/** What a replay answers: the item as it now stands. */
export const replayItem = async (feedbackId: string, now: Instant) => {
  const found = await useCases.find(feedbackId);
  return replyWith(found ? ok(found) : fail('feedback_not_found'), now);
};
