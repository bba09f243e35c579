import { wilsonInterval } from '../shared/intervals.ts';
import { epochMs } from '../shared/time.ts';
import type { RecoveryCase } from './recovery-case.ts';

/** A share of cases with its 95 % interval (Wilson), percent; null of none. */
export interface CaseShare {
  readonly n: number;
  readonly share: number | null;
  readonly interval: readonly [number, number] | null;
}

/** What became of cases. Times are minutes. */
export interface RecoveryFigures {
  readonly opened: number;
  readonly underWay: number;
  readonly overdue: number;
  readonly closed: number;
  readonly reopened: number;
  /** Opened by mistake: they are in no share and no time. */
  readonly withdrawn: number;
  /** Of those closed as recovered or not. */
  readonly recovered: CaseShare;
  /** Of those with a first contact or whose due time has passed. */
  readonly contactedInTime: CaseShare;
  readonly timeToFirstContact: {
    readonly n: number;
    readonly median: number | null;
    readonly p90: number | null;
  };
  readonly timeToResolution: {
    readonly n: number;
    readonly median: number | null;
    readonly p90: number | null;
  };
}

const percent = (share: number): number => Math.round(share * 1_000_000) / 10_000;

const shareOf = (count: number, n: number): CaseShare => {
  if (n === 0) return { n, share: null, interval: null };
  const [low, high] = wilsonInterval(count, n);
  return { n, share: percent(count / n), interval: [percent(low), percent(high)] };
};

const minutesBetween = (from: string, to: string): number => (epochMs(to) - epochMs(from)) / 60_000;

/** Nearest-rank quantile (Hyndman and Fan 1996, definition 1): a time that occurred, not one between two. */
const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;

const times = (minutes: readonly number[]) => {
  const sorted = minutes.map((each) => Math.round(each * 10) / 10).sort((a, b) => a - b);
  return { n: sorted.length, median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
};

const count = (cases: readonly RecoveryCase[], holds: (each: RecoveryCase) => boolean): number =>
  cases.filter(holds).length;

/** The figures of some cases as of an instant. */
export const recoveryFigures = (cases: readonly RecoveryCase[], now: string): RecoveryFigures => {
  const closed = cases.filter(({ status }) => status === 'closed');
  const meant = cases.filter(({ outcome }) => outcome !== 'withdrawn');
  // Those of customers who were erased meanwhile ended without one.
  const ended = meant.filter(({ status, outcome }) => status === 'closed' && outcome !== null);
  const isLate = ({ status, contactedAt, dueAt }: RecoveryCase): boolean =>
    status === 'open' && contactedAt === null && dueAt !== null && dueAt < now;
  const judged = meant.filter((each) => each.contactInTime !== null || isLate(each));
  return {
    opened: cases.length,
    underWay: cases.length - closed.length,
    overdue: count(cases, ({ dueAt }) => dueAt !== null && dueAt < now),
    closed: closed.length,
    reopened: count(cases, ({ reopened }) => reopened > 0),
    withdrawn: cases.length - meant.length,
    recovered: shareOf(
      count(ended, ({ outcome }) => outcome === 'recovered'),
      ended.length,
    ),
    contactedInTime: shareOf(
      count(judged, ({ contactInTime }) => contactInTime === true),
      judged.length,
    ),
    timeToFirstContact: times(
      meant.flatMap(({ openedAt, contactedAt }) =>
        contactedAt === null ? [] : [minutesBetween(openedAt, contactedAt)],
      ),
    ),
    timeToResolution: times(
      meant.flatMap(({ openedAt, resolvedAt }) =>
        resolvedAt === null ? [] : [minutesBetween(openedAt, resolvedAt)],
      ),
    ),
  };
};

export interface RecoveryGroup extends RecoveryFigures {
  readonly key: string | null;
}

const groupBy = (
  cases: readonly RecoveryCase[],
  keyOf: (each: RecoveryCase) => string | null,
  now: string,
): readonly RecoveryGroup[] =>
  [...Map.groupBy(cases, keyOf)]
    .map(([key, of]) => ({ key, ...recoveryFigures(of, now) }))
    .sort((a, b) => b.opened - a.opened || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));

export interface RecoveryReport {
  readonly total: RecoveryFigures;
  readonly byTier: readonly RecoveryGroup[];
  readonly byCause: readonly RecoveryGroup[];
  readonly byOwner: readonly RecoveryGroup[];
  readonly byRootCause: readonly RecoveryGroup[];
}

/** What became of the cases of a window, in all and by tier, cause, owner and root cause. */
export const recoveryReport = (cases: readonly RecoveryCase[], now: string): RecoveryReport => ({
  total: recoveryFigures(cases, now),
  byTier: groupBy(cases, ({ tier }) => tier, now),
  byCause: groupBy(cases, ({ signals }) => signals[0]?.cause ?? null, now),
  byOwner: groupBy(cases, ({ owner }) => owner, now),
  byRootCause: groupBy(
    cases.filter(({ rootCause }) => rootCause !== null),
    ({ rootCause }) => rootCause,
    now,
  ),
});
