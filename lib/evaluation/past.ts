import type { WindowCut } from '../churn/churn-case.ts';
import { settledStatistics } from '../churn/contract-risk.ts';
import { foldLedger } from '../events/fold.ts';
import type { LedgerEvent } from '../events/ledger-event.ts';
import type { PurchaseDay } from '../events/purchase-days.ts';
import type { EvaluationWindow } from '../scoring/evaluation-schema.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { type Day, daysPerWeek, dayToDate, type Instant } from '../shared/time.ts';

/** The ledger of one customer of the sample, in any order. */
export interface CustomerLedger {
  readonly customerId: string;
  readonly events: readonly LedgerEvent[];
}

/** What was known of a customer at a cut, and what came in the window behind it. */
export interface WindowCase {
  readonly customerId: string;
  /** As of the end of the cut day; nothing later is in it. */
  readonly statistics: Statistics;
  /** Sum of ln of the weeks between purchase days, for models of regular buyers; 0 of a single one. */
  readonly logGaps: number;
  /** Purchase days in the window. */
  readonly purchases: number;
  /** Net sum of the purchases in the window, minor units. */
  readonly spend: number;
}

export interface WindowCases extends WindowCut {
  /** Everybody who had bought by the cut and is judged by it, in order of the customer id. */
  readonly cases: readonly WindowCase[];
  /** Customers for whom a contract decides, whose end is seen and not inferred: they have a risk of their own. */
  readonly contractual: readonly WindowCase[];
  /** Those of `cases` who let a contract lapse, with it: it tells how many renew. */
  readonly lapsed: readonly WindowCase[];
  /** Customers whose first purchase lies in the window: nothing could be said of them (science.md R15). */
  readonly bornAfter: number;
}

/** A cut as it is reported. */
export const evaluationWindow = ({ cutDay, windowDays }: WindowCut): EvaluationWindow => ({
  cut: dayToDate(cutDay),
  end: dayToDate(cutDay + windowDays),
  days: windowDays,
});

/** The past of a firm, to be cut anywhere. */
export interface Past {
  /** First and last day of the data, both inclusive. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly casesAt: (cut: WindowCut) => WindowCases;
}

const logGapsOf = (days: readonly PurchaseDay[]): number =>
  days.reduce((sum, { day }, index) => {
    const before = days[index - 1];
    return before === undefined ? sum : sum + Math.log((day - before.day) / daysPerWeek);
  }, 0);

const byId = (left: CustomerLedger, right: CustomerLedger): number =>
  left.customerId < right.customerId ? -1 : left.customerId > right.customerId ? 1 : 0;

/** What came after the cut, of what is known today: a purchase that was refunded in full since is none. */
const windowOf = (
  { events }: CustomerLedger,
  { cutDay, windowDays }: WindowCut,
  knownAt: Instant,
): readonly PurchaseDay[] => {
  if (windowDays === 0 || !events.some(({ day }) => day > cutDay)) return [];
  const later = foldLedger(events, { asOfDay: cutDay + windowDays, knownAt }).purchaseDays;
  return later.filter(({ day }) => day > cutDay);
};

const caseOf = (ledger: CustomerLedger, cut: WindowCut, knownAt: Instant): WindowCase => {
  const { statistics, purchaseDays } = foldLedger(ledger.events, { asOfDay: cut.cutDay, knownAt });
  const came = windowOf(ledger, cut, knownAt);
  return {
    customerId: ledger.customerId,
    statistics,
    logGaps: logGapsOf(purchaseDays),
    purchases: came.length,
    spend: came.reduce((sum, { amount }) => sum + amount, 0),
  };
};

const isOpen = ({ statistics }: WindowCase): boolean => statistics.signals.contract === null;

const firstPurchaseDay = (ledgers: readonly CustomerLedger[], lastDay: Day): Day =>
  ledgers.reduce(
    (first, { events }) =>
      events.reduce(
        (earliest, { type, day }) => (type === 'purchase' ? Math.min(earliest, day) : earliest),
        first,
      ),
    lastDay,
  );

/**
 * The past that ledgers tell, with what had arrived by an instant. Customers come out in the order of their ids, so
 * that nothing depends on the order in which they were read (science.md R21).
 */
export const pastOf = (
  ledgers: readonly CustomerLedger[],
  {
    lastDay,
    knownAt,
    contractGraceDays,
  }: {
    readonly lastDay: Day;
    readonly knownAt: Instant;
    /** Days after its end in which a contract may still be renewed. */
    readonly contractGraceDays: number;
  },
): Past => {
  const sorted = [...ledgers].sort(byId);
  return {
    firstDay: firstPurchaseDay(sorted, lastDay),
    lastDay,
    casesAt: (cut) => {
      const all = sorted.map((ledger) => caseOf(ledger, cut, knownAt));
      const settled = all.map((each) => ({
        ...each,
        statistics: settledStatistics(
          { statistics: each.statistics, day: cut.cutDay },
          contractGraceDays,
        ),
      }));
      const [open, contractual] = [settled.filter(isOpen), settled.filter((each) => !isOpen(each))];
      return {
        ...cut,
        cases: open.filter(({ statistics }) => statistics.purchaseDays > 0),
        contractual,
        lapsed: all.filter((each, index) => !isOpen(each) && isOpen(settled[index] ?? each)),
        bornAfter: open.filter(({ statistics, purchases }) => !statistics.purchaseDays && purchases)
          .length,
      };
    },
  };
};
