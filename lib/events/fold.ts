import type { DetailFold, Signals, Statistics } from '../scoring/statistics.ts';
import { contentHash } from '../shared/canonical.ts';
import type { Day, Instant } from '../shared/time.ts';
import { foldDetail } from './fold-detail.ts';
import { foldSignals } from './fold-signals.ts';
import type { EventOf, LedgerEvent } from './ledger-event.ts';
import { type NetPurchase, netPurchases } from './net-purchases.ts';
import { type PurchaseDay, purchaseDaysOf } from './purchase-days.ts';
import { referrersMax } from './referrals.ts';

export interface FoldOptions {
  /** Inclusive business day up to which events count. */
  readonly asOfDay?: Day;
  /** Inclusive instant up to which arrivals count. */
  readonly knownAt?: Instant;
}

export interface LedgerFold {
  readonly statistics: Statistics;
  readonly detail: DetailFold;
  /** Rising; what hold-out windows, regularity and cohorts are made of. */
  readonly purchaseDays: readonly PurchaseDay[];
  /** Refunds (or what is left of them) whose order has no purchase to lower, in minor units by order. */
  readonly unmatchedRefunds: Readonly<Record<string, number>>;
  /** False while a new purchase could change what older refunds lower: it must then be folded, not added. */
  readonly commutes: boolean;
  /** Hash of everything that scores are computed from. */
  readonly inputsHash: string;
}

/** The hash that names the inputs of a scorecard, the same whether they were stored or folded. */
export const inputsHash = (statistics: Statistics, detail: DetailFold): string =>
  contentHash({ statistics, detail });

/**
 * Everything that the ledger says about its customer. The order of the events does not matter: they
 * are sorted by day, instant and id.
 */
export const foldLedger = (
  events: Iterable<LedgerEvent>,
  { asOfDay, knownAt }: FoldOptions = {},
): LedgerFold => {
  const known = Array.from(events).filter(
    (event) => knownAt === undefined || event.recordedAt <= knownAt,
  );
  // A void corrects the record, it is no happening of its own day: whenever it is known it counts.
  const voided = new Set(known.flatMap((event) => (event.type === 'void' ? [event.targetId] : [])));
  const latest = latestRevisions(known);
  const counted = known
    .filter((event) => event.type !== 'void' && !voided.has(event.eventId))
    .filter((event) => event.type !== 'response' || isLatest(event, latest))
    .filter((event) => asOfDay === undefined || event.day <= asOfDay)
    .sort(byTime);
  const { purchases, unmatched } = netPurchases(
    counted.filter(isPurchase),
    counted.filter(isRefund),
  );
  const purchaseDays = purchaseDaysOf(purchases);
  const statistics = foldStatistics(purchaseDays, foldSignals(counted));
  let detail: DetailFold | undefined;
  return {
    statistics,
    // Detail and hash are computed when they are asked for: windows of the past, thousands of folds each, need neither.
    get detail() {
      detail ??= foldDetail(counted, purchases, statistics.firstDay);
      return detail;
    },
    purchaseDays,
    unmatchedRefunds: unmatched,
    commutes:
      commutes(purchases, unmatched, statistics.lastDay) &&
      (statistics.firstDay !== null || !hasUnlistedReferrers(counted)),
    get inputsHash() {
      return inputsHash(statistics, this.detail);
    },
  };
};

/** Of each response the last change of it that is known; the ones before count as if they had never been. */
const latestRevisions = (events: readonly LedgerEvent[]): ReadonlyMap<string, number> => {
  const latest = new Map<string, number>();
  for (const event of events)
    if (event.type === 'response')
      latest.set(
        event.responseId,
        Math.max(event.revision ?? 1, latest.get(event.responseId) ?? 1),
      );
  return latest;
};

const isLatest = (
  { responseId, revision = 1 }: EventOf<'response'>,
  latest: ReadonlyMap<string, number>,
): boolean => latest.get(responseId) === revision;

/** The order of a ledger, whatever order it was read in. */
export const byTime = (a: LedgerEvent, b: LedgerEvent): number =>
  a.day - b.day || compare(a.occurredAt, b.occurredAt) || compare(a.eventId, b.eventId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isPurchase = (event: LedgerEvent): event is EventOf<'purchase'> => event.type === 'purchase';
const isRefund = (event: LedgerEvent): event is EventOf<'refund'> => event.type === 'refund';

const foldStatistics = (days: readonly PurchaseDay[], signals: Signals): Statistics => ({
  purchaseDays: days.length,
  firstDay: days.at(0)?.day ?? null,
  lastDay: days.at(-1)?.day ?? null,
  total: days.reduce((sum, { amount }) => sum + amount, 0),
  firstDayTotal: days.at(0)?.amount ?? 0,
  lastDayTotal: days.at(-1)?.amount ?? 0,
  daySum: days.reduce((sum, { day }) => sum + day, 0),
  signals,
});

/** Which referrers are listed hangs on the first purchase, so that one must be folded where some are not. */
const hasUnlistedReferrers = (events: readonly LedgerEvent[]): boolean =>
  events.filter(({ type }) => type === 'referred').length > referrersMax;

/**
 * A purchase on or after the last day can be added to stored sums, unless a refund waits for it, or
 * a refunded purchase lies behind the last day (its day dropped out) and a purchase of the same
 * order before it would take over its refund.
 */
const commutes = (
  purchases: readonly NetPurchase[],
  unmatched: Readonly<Record<string, number>>,
  lastDay: Day | null,
): boolean =>
  Object.keys(unmatched).length === 0 &&
  purchases.every(
    ({ event, refunded }) => refunded === 0 || (lastDay !== null && event.day <= lastDay),
  );
