/** The compact sufficient statistics of one customer: all that the models need. Days count from 1970-01-01. */
export interface Statistics {
  /** Days with at least one purchase that is not voided or fully refunded. */
  readonly purchaseDays: number;
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  /** Net sum of all purchase days, in minor units. */
  readonly total: number;
  /** Net sum of the first purchase day, in minor units. */
  readonly firstDayTotal: number;
}

/** Sums of one month, in minor units. */
export interface MonthDetail {
  readonly purchases: number;
  readonly revenue: number;
  readonly cost: number;
  /** How many of the purchases carried a cost. */
  readonly costed: number;
  readonly refunds: number;
}

export interface CategoryDetail {
  readonly purchases: number;
  readonly revenue: number;
}

/** The last answer of one survey metric. */
export interface LastAnswer {
  readonly value: number;
  readonly at: string;
  readonly responseId: string;
}

export interface DetailCounters {
  readonly visits: number;
  readonly contacts: number;
  readonly complaints: number;
  readonly referrals: number;
  readonly notes: number;
}

/** What only the scorecard reads: monthly sums, categories, counters and the last answers. */
export interface DetailFold {
  /** Keyed by `YYYY-MM`. */
  readonly months: Readonly<Record<string, MonthDetail>>;
  readonly categories: Readonly<Record<string, CategoryDetail>>;
  readonly counters: DetailCounters;
  readonly answers: {
    readonly nps: LastAnswer | null;
    readonly csat: LastAnswer | null;
    readonly ces: LastAnswer | null;
  };
  /** All refunds so far, in minor units. */
  readonly refundedTotal: number;
}

/** What a transaction and a spend model take, time in weeks, spend in major units. */
export interface ModelInputs {
  /** Repeat purchase days. */
  readonly x: number;
  /** Weeks from the first to the last purchase day. */
  readonly tx: number;
  /** Weeks from the first purchase day to the as-of day. */
  readonly T: number;
  /** Mean value of a repeat purchase day, the first day left out; 0 where x = 0. */
  readonly zbar: number;
}

const daysPerWeek = 7;

/**
 * The model inputs as of the end of a business day, or null where there is nothing to score: no purchase yet,
 * or only purchases after that day (statistics must be folded as of the day for that).
 */
export const toModelInputs = (
  statistics: Statistics,
  asOfDay: number,
  currencyExponent: number,
): ModelInputs | null => {
  const { purchaseDays, firstDay, lastDay, total, firstDayTotal } = statistics;
  if (purchaseDays < 1 || firstDay === null || lastDay === null || lastDay > asOfDay) {
    return null;
  }
  const x = purchaseDays - 1;
  return {
    x,
    tx: x === 0 ? 0 : (lastDay - firstDay) / daysPerWeek,
    T: (asOfDay - firstDay) / daysPerWeek,
    zbar: x === 0 ? 0 : (total - firstDayTotal) / x / 10 ** currencyExponent,
  };
};
