import type { Signals } from '../value/statistics.ts';
import type { ChurnCase } from './churn-case.ts';

/** What parts of a risk are about. */
export const churnCodes = [
  'frequency',
  'recency',
  'tenure',
  'spend',
  'rhythm',
  'spend_slope',
  'complaints',
  'open_tickets',
  'satisfaction',
  'idle_points',
  'channel_silence',
] as const;
export type ChurnCode = (typeof churnCodes)[number];

export const signalNames = [
  'repeats',
  'single_purchase',
  'active_span',
  'silence',
  'silence_in_gaps',
  'late_purchases',
  'spend',
  'last_purchase_size',
  'complaints',
  'fresh_complaint',
  'open_tickets',
  'has_answered',
  'satisfaction',
  'satisfaction_change',
  'has_points',
  'idle_points',
  'touch_since_purchase',
] as const;
export type SignalName = (typeof signalNames)[number];

/** What amounts and durations are measured against. */
export type Scales = Pick<Traits, 'spendReference' | 'gapDays'>;

/** A case with what several signals share. */
export interface Traits {
  readonly churnCase: ChurnCase;
  /** Repeat purchase days. */
  readonly repeats: number;
  /** Days from the first to the last purchase, and from there to the day of the case. */
  readonly spanDays: number;
  readonly silentDays: number;
  /** A typical total in minor units, so that money has no unit; 0 where nothing was ever paid. */
  readonly spendReference: number;
  /** Mean gap between purchases in this shop, above 0: durations have no unit, and mean the same in any window. */
  readonly gapDays: number;
}

export interface ChurnSignal {
  readonly name: SignalName;
  readonly code: ChurnCode;
  /**
   * The sign that its coefficient may have. A signal that moves with time alone is bound, so that the risk never falls
   * without an event; so is one that somebody could act on, so that advice never follows from chance.
   */
  readonly effect: 'free' | 'raises' | 'lowers';
  /** Natural units of order 1: the prior of the coefficients counts in them. */
  readonly of: (traits: Traits) => number;
}

/** How fast a complaint fades over purchases that follow it, in days. */
const complaintFadesDays = 90;

/** ln of one plus the days in gaps of the shop. */
const logTime = (days: number, { gapDays }: Traits): number =>
  Math.log1p(Math.max(0, days) / gapDays);

const signalsOf = ({ churnCase }: Traits): Signals => churnCase.statistics.signals;
const lastDayOf = ({ churnCase }: Traits): number => churnCase.statistics.lastDay ?? churnCase.day;

/** Own mean gap with one of the shop mixed in: a single gap is little to go by. */
const ownGapDays = ({ repeats, spanDays, gapDays }: Traits): number =>
  (spanDays + gapDays) / (repeats + 1);

/** From -1/2 (all purchases at the beginning of the active span) to 1/2 (all at its end); even spacing is 0. */
const purchasePosition = ({ churnCase, repeats, spanDays }: Traits): number => {
  const { daySum, purchaseDays, firstDay } = churnCase.statistics;
  if (repeats < 2 || spanDays <= 0) return 0;
  const position = (daySum / purchaseDays - (firstDay ?? 0)) / spanDays - 0.5;
  return Math.min(0.5, Math.max(-0.5, position));
};

/** ln of the last purchase against the mean one; a tenth of the typical total keeps small change from mattering. */
const lastPurchaseSize = ({ churnCase, repeats, spendReference }: Traits): number => {
  const { total, lastDayTotal, purchaseDays } = churnCase.statistics;
  if (repeats === 0 || spendReference <= 0) return 0;
  const floor = spendReference / 10;
  return Math.log(
    (Math.max(0, lastDayTotal) + floor) / (Math.max(0, total) / purchaseDays + floor),
  );
};

/** 1 for a complaint since the last purchase; less the longer before it. It changes by events only. */
const freshComplaint = (traits: Traits): number => {
  const { lastComplaintDay } = signalsOf(traits);
  if (lastComplaintDay === null) return 0;
  return Math.exp(-Math.max(0, lastDayOf(traits) - lastComplaintDay) / complaintFadesDays);
};

const satisfactionChange = (traits: Traits): number => {
  const { satisfaction } = signalsOf(traits);
  if (satisfaction === null || satisfaction.previous === null) return 0;
  return (satisfaction.value - satisfaction.previous) / 50;
};

const idlePoints = (traits: Traits): number => {
  const { points, lastPointsDay } = signalsOf(traits);
  return points > 0 && lastPointsDay !== null
    ? logTime(traits.churnCase.day - lastPointsDay, traits)
    : 0;
};

/** How much a visit or contact after the last purchase shortens the silence; 0 without one. It fades with time. */
const touchSincePurchase = (traits: Traits): number => {
  const { lastTouchDay } = signalsOf(traits);
  const touched = Math.max(lastTouchDay ?? 0, lastDayOf(traits));
  return logTime(traits.silentDays, traits) - logTime(traits.churnCase.day - touched, traits);
};

const row = (
  name: SignalName,
  code: ChurnCode,
  effect: ChurnSignal['effect'],
  of: ChurnSignal['of'],
): ChurnSignal => ({ name, code, effect, of });

/** What the risk is made of besides the transaction model. A signal joins with a row here. */
export const churnSignals: readonly ChurnSignal[] = [
  row('repeats', 'frequency', 'free', ({ repeats }) => Math.log1p(repeats)),
  row('single_purchase', 'frequency', 'free', ({ repeats }) => (repeats === 0 ? 1 : 0)),
  row('active_span', 'tenure', 'free', (traits) => logTime(traits.spanDays, traits)),
  row('silence', 'recency', 'raises', (traits) => logTime(traits.silentDays, traits)),
  row('silence_in_gaps', 'rhythm', 'raises', (traits) =>
    traits.repeats === 0 ? 0 : Math.log1p(traits.silentDays / ownGapDays(traits)),
  ),
  row('late_purchases', 'rhythm', 'free', purchasePosition),
  row('spend', 'spend', 'free', ({ churnCase, spendReference }) =>
    spendReference <= 0 ? 0 : Math.log1p(Math.max(0, churnCase.statistics.total) / spendReference),
  ),
  row('last_purchase_size', 'spend_slope', 'free', lastPurchaseSize),
  row('complaints', 'complaints', 'raises', (traits) => Math.log1p(signalsOf(traits).complaints)),
  row('fresh_complaint', 'complaints', 'raises', freshComplaint),
  row('open_tickets', 'open_tickets', 'raises', (traits) =>
    Math.log1p(signalsOf(traits).openTickets),
  ),
  row('has_answered', 'satisfaction', 'free', (traits) =>
    signalsOf(traits).satisfaction === null ? 0 : 1,
  ),
  row('satisfaction', 'satisfaction', 'lowers', (traits) => {
    const { satisfaction } = signalsOf(traits);
    return satisfaction === null ? 0 : (satisfaction.value - 50) / 50;
  }),
  row('satisfaction_change', 'satisfaction', 'lowers', satisfactionChange),
  row('has_points', 'idle_points', 'free', (traits) => (signalsOf(traits).points > 0 ? 1 : 0)),
  row('idle_points', 'idle_points', 'raises', idlePoints),
  row('touch_since_purchase', 'channel_silence', 'lowers', touchSincePurchase),
];

/** Null where there is nothing to tell: no purchase, or one after the day. */
export const traitsOf = (
  churnCase: ChurnCase,
  { spendReference, gapDays }: Scales,
): Traits | null => {
  const { statistics, day } = churnCase;
  const { purchaseDays, firstDay, lastDay } = statistics;
  if (purchaseDays < 1 || firstDay === null || lastDay === null || lastDay > day) return null;
  return {
    churnCase,
    repeats: purchaseDays - 1,
    spanDays: lastDay - firstDay,
    silentDays: day - lastDay,
    spendReference,
    gapDays,
  };
};
