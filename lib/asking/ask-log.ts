import { epochMs, type Instant } from '../shared/time.ts';

/** How a question reached, or will reach, a customer. `link` is a personal link that somebody made by hand. */
export type AskChannel = 'email' | 'phone' | 'sms' | 'wechat' | 'app' | 'post' | 'link';

/** One question to a customer. */
export interface Ask {
  readonly at: Instant;
  readonly channel: AskChannel;
  readonly surveyId: string;
  readonly invitationId: string;
}

/** What a customer was asked, over all surveys and campaigns: the one place that the fatigue guard looks at. */
export interface AskLog {
  /** Counts the writes; 0 where nothing is stored yet. */
  readonly writes: number;
  readonly asks: readonly Ask[];
  /** The last answer that can be linked to the customer. */
  readonly answeredAt: Instant | null;
}

export const emptyLog: AskLog = { writes: 0, asks: [], answeredAt: null };

const msPerDay = 86_400_000;
/** The longest window of the guard; older questions say nothing any more. */
const keptDays = 366;
const keptMax = 100;

/** The log with one more question, without what no guard looks at any more. */
export const withAsk = (log: AskLog, ask: Ask): AskLog => ({
  ...log,
  writes: log.writes + 1,
  asks: [
    ...log.asks.filter(({ at }) => epochMs(at) > epochMs(ask.at) - keptDays * msPerDay),
    ask,
  ].slice(-keptMax),
});

/** Questions within so many days before an instant. One of the future (a clock was set back) counts too. */
export const asksWithin = (log: AskLog, now: Instant, days: number): readonly Ask[] =>
  log.asks.filter(({ at }) => epochMs(at) > epochMs(now) - days * msPerDay);

/** Whether an instant lies less than so many days before now. */
export const isWithinDays = (at: Instant | null, now: Instant, days: number): boolean =>
  at !== null && epochMs(at) > epochMs(now) - days * msPerDay;
