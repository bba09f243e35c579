import type { FeedbackChannel } from '../events/voice-facts.ts';
import { wilsonInterval } from '../shared/intervals.ts';
import { epochMs, type Instant } from '../shared/time.ts';
import { type Interval, meanInterval } from '../surveys/interval.ts';
import { type Feedback, isOverdue } from './feedback.ts';

/** What was said by one way, and how it was answered. */
export interface FeedbackFigures {
  /** Items, each author's copies counted once. */
  readonly n: number;
  readonly matched: number;
  readonly duplicates: number;
  readonly rated: number;
  /** On 1 to 5, with the 95 % interval by Student's t; null without ratings, or with a single one. */
  readonly mean: number | null;
  readonly interval: Interval | null;
  /** Percent of ratings from 4 on, with the 95 % interval of Wilson. */
  readonly topTwoBox: number | null;
  readonly topTwoBoxInterval: Interval | null;
  readonly replies: ReplyFigures;
}

export interface ReplyFigures {
  /** Items that were owed a reply whose time is over, or that have theirs. */
  readonly due: number;
  /** Percent of those whose reply came in time, with the interval of Wilson. */
  readonly withinDuty: number | null;
  readonly withinDutyInterval: Interval | null;
  readonly overdue: number;
  /** Hours from arrival to reply, over all replies. */
  readonly medianHours: number | null;
}

export interface SourceFigures extends FeedbackFigures {
  readonly channel: FeedbackChannel;
  readonly source: string;
}

const topFrom = 4;
const scale: Interval = [1, 5];
const msPerHour = 3_600_000;
const percent = 100;

/** The figures of all items, and of each channel and source by itself; the largest source first. */
export const feedbackReport = (
  items: readonly Feedback[],
  now: Instant,
): { readonly all: FeedbackFigures; readonly sources: readonly SourceFigures[] } => {
  const groups = Map.groupBy(items, ({ channel, source }) => `${channel}/${source}`);
  const sources = [...groups.values()].flatMap((group): readonly SourceFigures[] => {
    const [first] = group;
    if (!first) return [];
    const { channel, source } = first;
    return [{ channel, source, ...figuresOf(group, now) }];
  });
  return {
    all: figuresOf(items, now),
    sources: sources.sort((a, b) => b.n - a.n || (a.source < b.source ? -1 : 1)),
  };
};

const figuresOf = (items: readonly Feedback[], now: Instant): FeedbackFigures => {
  const own = items.filter(({ duplicateOf }) => duplicateOf === null);
  const scores = own.flatMap(({ content }) => (content.score === null ? [] : [content.score]));
  const n = scores.length;
  const mean = n === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / n;
  const squares = scores.reduce((sum, score) => sum + score ** 2, 0);
  const top = shareOf(scores.filter((score) => score >= topFrom).length, n);
  return {
    n: own.length,
    matched: own.filter(({ match }) => match !== null).length,
    duplicates: items.length - own.length,
    rated: n,
    mean,
    interval: mean === null ? null : meanInterval({ n, mean, squares }, scale),
    topTwoBox: top.share,
    topTwoBoxInterval: top.interval,
    replies: repliesOf(own, now),
  };
};

/** A share in percent with its interval; null where nothing was counted. */
const shareOf = (
  hits: number,
  n: number,
): { readonly share: number | null; readonly interval: Interval | null } => {
  if (n === 0) return { share: null, interval: null };
  const [low, high] = wilsonInterval(hits, n);
  return { share: (percent * hits) / n, interval: [percent * low, percent * high] };
};

/** Replies that are still in time and not given say nothing yet. */
const repliesOf = (items: readonly Feedback[], now: Instant): ReplyFigures => {
  const overdue = items.filter((item) => isOverdue(item, now)).length;
  const owed = items.flatMap(({ replyDueAt, reply }) =>
    replyDueAt !== null && reply ? [reply.at <= replyDueAt] : [],
  );
  const due = owed.length + overdue;
  const within = shareOf(owed.filter(Boolean).length, due);
  return {
    due,
    withinDuty: within.share,
    withinDutyInterval: within.interval,
    overdue,
    medianHours: medianOf(
      items.flatMap(({ reply, receivedAt }) =>
        reply ? [Math.max(0, epochMs(reply.at) - epochMs(receivedAt)) / msPerHour] : [],
      ),
    ),
  };
};

const medianOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper);
  return (lower + upper) / 2;
};
