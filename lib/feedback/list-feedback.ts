import type { FeedbackChannel } from '../events/voice-facts.ts';
import { beforeFrom } from '../shared/before-from.ts';
import { pageRoom } from '../shared/page-room.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { dateToDay, type Instant, startOfDay } from '../shared/time.ts';
import { type Feedback, type FeedbackStatus, isOverdue, statusOf } from './feedback.ts';
import type { FeedbackPage, FeedbackStore, PositionedFeedback } from './ports.ts';

export interface FeedbackFilter {
  readonly channel?: FeedbackChannel | undefined;
  readonly source?: string | undefined;
  readonly status?: FeedbackStatus | undefined;
  readonly customerId?: string | undefined;
  /** Business days, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly replyDue?: 'open' | 'overdue' | undefined;
}

export interface ListFeedbackQuery {
  readonly filter: FeedbackFilter;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly now: Instant;
}

/** Items that one page looks at: behind that it is short, with a cursor to go on. */
const examinedMax = 1_000;

/** What somebody said, newest first. */
export const listFeedback =
  (ports: { readonly store: Pick<FeedbackStore, 'walk'>; readonly zone: () => string }) =>
  async ({ filter, limit, after, now }: ListFeedbackQuery): Promise<Result<FeedbackPage>> => {
    const bounds = boundsOf(filter, ports.zone());
    if (!bounds.ok) return bounds;
    const { customerId } = filter;
    const walk = ports.store.walk({ ...bounds.value, after, customerId });
    return ok(await fill(walk, limit, (feedback) => accepts(feedback, filter, now)));
  };

/** Reads on until the page is full, the list ends, or enough was looked at. */
const fill = async (
  walk: AsyncIterable<PositionedFeedback>,
  limit: number,
  isWanted: (feedback: Feedback) => boolean,
): Promise<FeedbackPage> => {
  const items: Feedback[] = [];
  const hasRoom = pageRoom();
  let examined = 0;
  let last = '';
  for await (const { position, feedback } of walk) {
    const isFull = items.length === limit || examined === examinedMax;
    const isTaken = !isFull && isWanted(feedback);
    if (isFull || (isTaken && !hasRoom(feedback))) return { items, next: last };
    examined += 1;
    last = position;
    if (isTaken) items.push(feedback);
  }
  return { items };
};

/** Days of the business as instants: the first inclusive, the end exclusive. */
export const boundsOf = (
  { from, to }: Pick<FeedbackFilter, 'from' | 'to'>,
  zone: string,
): Result<{ readonly from?: Instant; readonly before?: Instant }> => {
  if (from !== undefined && to !== undefined && from > to)
    return fail('invalid_request', { errors: [beforeFrom] });
  return ok({
    ...(from === undefined ? {} : { from: startOfDay(dateToDay(from), zone) }),
    ...(to === undefined ? {} : { before: startOfDay(dateToDay(to) + 1, zone) }),
  });
};

const accepts = (
  feedback: Feedback,
  { channel, source, status, customerId, replyDue }: FeedbackFilter,
  now: Instant,
): boolean => {
  const wanted = [
    channel === undefined || feedback.channel === channel,
    source === undefined || feedback.source === source,
    status === undefined || statusOf(feedback) === status,
    customerId === undefined || feedback.match?.customerId === customerId,
    replyDue === undefined || owes(feedback, replyDue, now),
  ];
  return wanted.every(Boolean);
};

const owes = (feedback: Feedback, due: 'open' | 'overdue', now: Instant): boolean => {
  const { replyDueAt, reply, ignored, duplicateOf } = feedback;
  if (due === 'overdue') return isOverdue(feedback, now);
  return replyDueAt !== null && !reply && !ignored && duplicateOf === null;
};
