import { dayToDate } from '../shared/time.ts';
import type { Evaluation } from './evaluate.ts';
import type { Evidence, ReasonCode } from './reason-codes.ts';
import type { DetailFold, Statistics } from './statistics.ts';

/** What a reason may rest on: the customer as of the end of a day. */
export interface ReasonSubject {
  readonly statistics: Statistics;
  readonly detail: DetailFold;
  readonly day: number;
  /** Null before the first purchase and without a model. */
  readonly evaluation: Evaluation | null;
}

const date = (day: number | null): string | null => (day === null ? null : dayToDate(day));
const since = (today: number, day: number | null): number | null =>
  day === null ? null : today - day;

/** The days of `GET /v1/customers/{id}/events` on which the events lie that a reason rests on. */
const eventsOf = (type: string, from: number | null, to: number): Evidence =>
  from === null
    ? {}
    : { eventType: type, eventsFrom: dayToDate(from), eventsTo: dayToDate(Math.max(from, to)) };

const meanRepeatSpend = ({ purchaseDays, total, firstDayTotal }: Statistics): number | null =>
  purchaseDays > 1 ? Math.round((total - firstDayTotal) / (purchaseDays - 1)) : null;

const purchases = ({ statistics, day }: ReasonSubject): Evidence =>
  eventsOf('purchase', statistics.firstDay, statistics.lastDay ?? day);

const lastPurchase = ({ statistics: { lastDay }, day, evaluation }: ReasonSubject): Evidence => ({
  daysSinceLastPurchase: since(day, lastDay),
  lastPurchaseOn: date(lastDay),
  expectedIntervalDays: evaluation && Math.round(evaluation.intervalDays),
  ...eventsOf('purchase', lastDay, lastDay ?? day),
});

/** The newest of the answers that count for satisfaction. */
const lastAnswer = ({ detail: { answers } }: ReasonSubject) =>
  [answers.csat, answers.nps, answers.ces]
    .flatMap((answer) => answer ?? [])
    .reduce<{ at: string; responseId: string } | null>(
      (newest, answer) => (newest === null || answer.at > newest.at ? answer : newest),
      null,
    );

const evidenceBy: Readonly<Record<ReasonCode, (subject: ReasonSubject) => Evidence>> = {
  baseline: () => ({}),
  tenure: ({ statistics, day }) => ({
    daysSinceFirstPurchase: since(day, statistics.firstDay),
    firstPurchaseOn: date(statistics.firstDay),
  }),
  frequency: (subject) => ({
    purchaseDays: subject.statistics.purchaseDays,
    ...purchases(subject),
  }),
  recency: lastPurchase,
  rhythm: lastPurchase,
  spend: (subject) => ({
    meanRepeatSpend: meanRepeatSpend(subject.statistics),
    ...purchases(subject),
  }),
  spend_slope: ({ statistics }) => ({
    lastSpend: statistics.lastDayTotal,
    meanSpend:
      statistics.purchaseDays > 0 ? Math.round(statistics.total / statistics.purchaseDays) : null,
    lastPurchaseOn: date(statistics.lastDay),
  }),
  complaints: ({ statistics: { signals }, day }) => ({
    complaints: signals.complaints,
    daysSinceLastComplaint: since(day, signals.lastComplaintDay),
    lastComplaintOn: date(signals.lastComplaintDay),
    ...eventsOf('complaint', signals.lastComplaintDay, day),
  }),
  open_tickets: ({ statistics: { signals, firstDay }, day }) => ({
    openTickets: signals.openTickets,
    ...(signals.openTickets > 0 ? eventsOf('service', firstDay ?? day, day) : {}),
  }),
  satisfaction: (subject) => {
    const { satisfaction } = subject.statistics.signals;
    return {
      satisfaction: satisfaction && Math.round(satisfaction.value),
      previousSatisfaction:
        satisfaction?.previous == null ? null : Math.round(satisfaction.previous),
      answeredOn: date(satisfaction?.day ?? null),
      responseId: lastAnswer(subject)?.responseId ?? null,
    };
  },
  idle_points: ({ statistics: { signals }, day }) => ({
    points: signals.points,
    daysSinceLastPoints: since(day, signals.lastPointsDay),
    lastPointsOn: date(signals.lastPointsDay),
  }),
  channel_silence: ({ statistics: { signals }, day }) => ({
    daysSinceLastTouch: since(day, signals.lastTouchDay),
    lastTouchOn: date(signals.lastTouchDay),
  }),
  contract: ({ statistics: { signals } }) => ({
    contractEndsOn: date(signals.contract?.endDay ?? null),
    renewals: signals.contract?.renewals ?? null,
    cancelled: signals.contract?.cancelled ?? null,
    lastPaidOn: signals.contract?.cancelled ? date(signals.contract.endDay) : null,
  }),
  lifetime_value: () => ({}),
  tier_kept: () => ({}),
};

/** What a reason rests on: numbers, dates and where to find the events. */
export const evidenceOf = (code: ReasonCode, subject: ReasonSubject): Evidence =>
  evidenceBy[code](subject);
