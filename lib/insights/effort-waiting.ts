import { midranks } from '../evaluation/ranks.ts';
import type { LedgerEvent } from '../events/ledger-event.ts';
import { z95 } from '../shared/intervals.ts';
import { normalTwoSided } from '../shared/normal-tail.ts';
import { type Day, epochMs } from '../shared/time.ts';
import type { ScoredAnswer } from './satisfaction-answers.ts';

/** An answer about effort is about the last ticket that was opened so many days before it. */
const ticketDays = 30;
/** Fewest pairs that a correlation is told of. */
export const effortPairsMin = 10;
const minuteMs = 60_000;

/** An answer about effort with how long the customer had waited. */
export interface EffortWait {
  readonly day: Day;
  readonly effort: number;
  /** From the opening of the ticket to its resolution, or to the answer where it was still open. */
  readonly minutes: number;
}

export interface EffortAndWaiting {
  readonly n: number;
  readonly medianMinutes: number | null;
  /** Spearman's rank correlation of ease and minutes: below 0, who waits finds it harder. */
  readonly correlation: number | null;
  readonly interval: readonly [number, number] | null;
  readonly p: number | null;
}

type Service = Extract<LedgerEvent, { type: 'service' }>;

/** Joins each answer about effort with the ticket before it. */
export const effortWaits = (
  events: readonly LedgerEvent[],
  scores: readonly ScoredAnswer[],
): readonly EffortWait[] => {
  const steps = events
    .filter((event): event is Service => event.type === 'service')
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  return scores
    .filter(({ metric }) => metric === 'ces')
    .flatMap(({ value, at, day }) => {
      const opened = steps.findLast(
        (step) => step.status === 'opened' && step.occurredAt <= at && day - step.day <= ticketDays,
      );
      if (opened === undefined) return [];
      const resolved = steps.find(
        ({ ticketId, status, occurredAt }) =>
          ticketId === opened.ticketId &&
          status === 'resolved' &&
          occurredAt >= opened.occurredAt &&
          occurredAt <= at,
      );
      const end = epochMs(resolved?.occurredAt ?? at);
      return [{ day, effort: value, minutes: (end - epochMs(opened.occurredAt)) / minuteMs }];
    });
};

/** Pearson's correlation of midranks (Spearman, American Journal of Psychology 15 (1904) 72-101). Null where one of the two does not vary. */
export const spearman = (a: readonly number[], b: readonly number[]): number | null => {
  const [x, y] = [midranks(a), midranks(b)];
  const mean = (a.length + 1) / 2;
  let [both, spreadX, spreadY] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const dx = (x[at] ?? mean) - mean;
    const dy = (y[at] ?? mean) - mean;
    both += dx * dy;
    spreadX += dx * dx;
    spreadY += dy * dy;
  }
  return spreadX > 0 && spreadY > 0 ? both / Math.sqrt(spreadX * spreadY) : null;
};

/** Variance of Fisher's z of a rank correlation, times n − 3 (Fieller, Hartley and Pearson, Biometrika 44 (1957) 470-481). */
const fieller = 1.06;

const digits = 10_000;
const round = (value: number): number => Math.round(value * digits) / digits + 0;

/** How ease goes with real waiting. */
export const effortAndWaiting = (waits: readonly EffortWait[]): EffortAndWaiting => {
  const n = waits.length;
  const minutes = waits.map((wait) => wait.minutes).sort((a, b) => a - b);
  const medianMinutes =
    n === 0 ? null : round(((minutes[(n - 1) >> 1] ?? 0) + (minutes[n >> 1] ?? 0)) / 2);
  const nothing = { n, medianMinutes, correlation: null, interval: null, p: null };
  if (n < effortPairsMin) return nothing;
  const rho = spearman(
    waits.map(({ effort }) => effort),
    waits.map((wait) => wait.minutes),
  );
  if (rho === null) return nothing;
  const z = Math.atanh(Math.min(1 - 1e-9, Math.max(-1 + 1e-9, rho)));
  const error = Math.sqrt(fieller / (n - 3));
  return {
    ...{ n, medianMinutes, correlation: round(rho) },
    interval: [round(Math.tanh(z - z95 * error)), round(Math.tanh(z + z95 * error))],
    p: round(normalTwoSided(z / error)),
  };
};
