import { fail, ok, type Result } from '../shared/result.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { Feedback } from './feedback.ts';
import type { CustomerStatus, FeedbackStore } from './ports.ts';

export interface ChangePorts {
  readonly store: Pick<FeedbackStore, 'find' | 'replace'>;
  readonly statusOf: CustomerStatus;
  readonly settle: (id: string, now: Instant) => Promise<Feedback | undefined>;
}

/** Who changes an item, and when. */
export interface By {
  readonly by: string;
  readonly now: Instant;
}

const attemptsMax = 5;

/** Applies a change to an item as it stands, again where somebody else was faster, and settles the ledgers. */
const changing = async (
  ports: ChangePorts,
  { id, now }: { readonly id: string; readonly now: Instant },
  change: (feedback: Feedback) => Result<Feedback>,
): Promise<Result<Feedback>> => {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const feedback = await ports.store.find(id);
    if (!feedback) return fail('feedback_not_found');
    const changed = change(feedback);
    if (!changed.ok) return changed;
    if (changed.value === feedback || (await ports.store.replace(newer(changed.value))))
      return ok((await ports.settle(id, now)) ?? changed.value);
  }
  return fail('busy', { retryAfterSeconds: 1 });
};

const newer = (feedback: Feedback): Feedback => ({ ...feedback, version: feedback.version + 1 });

/** A person decides whose it is. Who was matched by mistake is unmatched first, so that nothing moves unseen. */
export const matchFeedback =
  (ports: ChangePorts) =>
  async (id: string, customerId: string, { by, now }: By): Promise<Result<Feedback>> => {
    const status = await ports.statusOf(customerId);
    if (status === 'erased') return fail('customer_erased');
    if (status !== 'live') return fail('customer_not_found');
    return changing(ports, { id, now }, (feedback) => {
      if (feedback.match?.customerId === customerId) return ok(feedback);
      if (feedback.erased) return fail('feedback_erased');
      if (feedback.match) return fail('feedback_matched');
      const proposed = feedback.candidates.find((one) => one.customerId === customerId);
      const reasons = ['by_hand' as const, ...(proposed?.reasons ?? [])];
      const match = { customerId, confidence: 1, reasons, at: now, by };
      return ok({ ...feedback, match, author: {}, ignored: null });
    });
  };

/** Takes a match back, and the entry in the customer's ledger with it. */
export const unmatchFeedback =
  (ports: ChangePorts) =>
  async (id: string, { now }: By): Promise<Result<Feedback>> =>
    changing(ports, { id, now }, (feedback) => {
      if (!feedback.match) return fail('feedback_not_matched');
      const { customerId } = feedback.match;
      const candidates = feedback.candidates.filter((one) => one.customerId !== customerId);
      return ok({ ...feedback, match: null, candidates });
    });

/** Records the reply that was given on the platform: sending it is the platform's business. */
export const replyToFeedback =
  (ports: ChangePorts) =>
  async (
    id: string,
    { text, at }: { readonly text: string; readonly at: Instant | undefined },
    { by, now }: By,
  ): Promise<Result<Feedback>> => {
    const repliedAt = at === undefined ? now : toInstant(epochMs(at));
    if (repliedAt > now) return repliedAhead;
    return changing(ports, { id, now }, (feedback) => {
      if (feedback.erased) return fail('feedback_erased');
      if (feedback.reply) return fail('feedback_replied');
      if (repliedAt < firstKnownAt(feedback)) return repliedBefore;
      return ok({ ...feedback, reply: { text, at: repliedAt, by }, ignored: null });
    });
  };

/** An item's own clock may be ahead of ours. */
const firstKnownAt = ({ content, receivedAt }: Feedback): Instant =>
  content.occurredAt < receivedAt ? content.occurredAt : receivedAt;

const repliedBefore = fail('invalid_request', {
  errors: [{ pointer: '/at', code: 'before_item', message: 'A reply follows what it replies to' }],
});

const repliedAhead = fail('invalid_request', {
  errors: [{ pointer: '/at', code: 'in_the_future', message: 'A reply was given by now' }],
});

/** Takes an item off the list of what is to be done: no reply is owed any more, a match stays. */
export const ignoreFeedback =
  (ports: ChangePorts) =>
  async (id: string, reason: string, { by, now }: By): Promise<Result<Feedback>> =>
    changing(ports, { id, now }, (feedback) =>
      feedback.reply
        ? fail('feedback_replied')
        : ok({ ...feedback, author: {}, ignored: { reason, at: now, by } }),
    );
