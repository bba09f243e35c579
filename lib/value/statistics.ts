import { daysPerWeek } from '../shared/time.ts';
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
  /** Net sum of the last purchase day, in minor units: against the mean it tells whether spend rises. */
  readonly lastDayTotal: number;
  /** Sum of the day numbers of all purchase days: tells whether purchases crowd at the beginning or the end. */
  readonly daySum: number;
  readonly signals: Signals;
}

/** A paid term that ends on a known day: the customer's churn is then observed, not inferred. */
export interface Contract {
  /** First day of the first term. */
  readonly sinceDay: number;
  /** Last day that is paid for. */
  readonly endDay: number;
  /** Terms after the first one. */
  readonly renewals: number;
  /** Length of the latest term, in days. */
  readonly termDays: number;
  /** Cancelled: it will not be renewed. */
  readonly cancelled: boolean;
}

/** What purchase statistics do not see and churn depends on; kept in the compact record because the night needs it. */
export interface Signals {
  /** Day of the last visit, or contact that the customer began. */
  readonly lastTouchDay: number | null;
  readonly complaints: number;
  readonly lastComplaintDay: number | null;
  readonly openTickets: number;
  /** The last survey score that counts for satisfaction, on 0 to 100, and the one before it. */
  readonly satisfaction: {
    readonly value: number;
    readonly day: number;
    readonly previous: number | null;
  } | null;
  /** Balance as the events of type points add it up. */
  readonly points: number;
  readonly lastPointsDay: number | null;
  readonly contract: Contract | null;
}

export const noSignals: Signals = {
  lastTouchDay: null,
  complaints: 0,
  lastComplaintDay: null,
  openTickets: 0,
  satisfaction: null,
  points: 0,
  lastPointsDay: null,
  contract: null,
};

/** A customer of whom nothing was recorded. */
export const emptyStatistics: Statistics = {
  purchaseDays: 0,
  firstDay: null,
  lastDay: null,
  total: 0,
  firstDayTotal: 0,
  lastDayTotal: 0,
  daySum: 0,
  signals: noSignals,
};

/**
 * Whether the statistics hold nothing that is dated after a day: an event may lie up to a day ahead, and a night is
 * about yesterday. Of tickets and of later terms of a contract no day is kept.
 */
export const liesWithin = ({ lastDay, signals }: Statistics, day: number): boolean =>
  [
    lastDay,
    signals.lastTouchDay,
    signals.lastComplaintDay,
    signals.lastPointsDay,
    signals.satisfaction?.day,
    signals.contract?.sinceDay,
  ].every((known) => (known ?? day) <= day);

/** Sums of one month, in minor units. */
export interface MonthDetail {
  readonly purchases: number;
  readonly revenue: number;
  readonly cost: number;
  /** How many of the purchases carried a cost. */
  readonly costed: number;
  readonly refunds: number;
  /** Price reductions that were given on purchases. */
  readonly discounts: number;
  /** Value of points and referral rewards that were given. */
  readonly rewards: number;
  /** Contacts in either direction. */
  readonly contacts: number;
  readonly serviceMinutes: number;
}

/** Purchases of one category that were not wholly refunded. */
export interface CategoryDetail {
  readonly purchases: number;
  /** After refunds, which lower the categories of their purchase in proportion. Minor units. */
  readonly revenue: number;
  /** Days of the first and the last of these purchases; null where only older records without days are stored. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
}

/**
 * Where the categories of a customer beyond those that are told apart add up. No caller can name a category so: names
 * have a character at least.
 */
export const restCategory = '';

/**
 * Scores that a survey answer brings to its customer: recommendation 0 to 10, satisfaction 1 to 5, ease 1 to 7; the
 * three perceived values 0 to 100; `wallet`, what the customer says to spend in our categories, minor units a year;
 * `repurchase`, the intention to buy again, 0 to 100.
 */
export const surveyMetrics = [
  'nps',
  'csat',
  'ces',
  'economic',
  'functional',
  'emotional',
  'wallet',
  'repurchase',
] as const;
export type SurveyMetric = (typeof surveyMetrics)[number];

/** The last answer of one survey metric. */
export interface LastAnswer {
  readonly value: number;
  readonly at: string;
  readonly responseId: string;
}

export interface ReferralMade {
  readonly eventId: string;
  readonly customerId: string;
  readonly day: number;
  /** Paid to the referrer, minor units. */
  readonly reward: number;
}

export interface ReferralReceived {
  readonly eventId: string;
  readonly customerId: string;
  readonly day: number;
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
  /** Keyed by name: those bought in first, and all others under `restCategory`. */
  readonly categories: Readonly<Record<string, CategoryDetail>>;
  readonly counters: DetailCounters;
  readonly answers: Readonly<Record<SurveyMetric, LastAnswer | null>>;
  /** Whom this customer referred, each once (the earliest event), in order of day and event id. */
  readonly referrals: readonly ReferralMade[];
  /** Who referred this customer, in order of day and event id; the last one up to the first purchase counts. */
  readonly referredBy: readonly ReferralReceived[];
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
