import { foldLedger } from '../events/fold.ts';
import type { LedgerEvent } from '../events/ledger-event.ts';
import type { PurchaseDay } from '../events/purchase-days.ts';
import { expectedRevenueAfter } from '../scoring/expected-revenue.ts';
import {
  fitReferralModel,
  type ReferralCase,
  type ReferralFitConditions,
} from '../scoring/referral-fit.ts';
import { referrerOf } from '../scoring/referral-history.ts';
import type { ReferralModel } from '../scoring/referral-model-schema.ts';
import type { Scoring } from '../scoring/scoring.ts';
import type { ReferralMade } from '../scoring/statistics.ts';
import type { Day, Instant } from '../shared/time.ts';
import type { LoyaltyCase } from '../value/loyalty-effect.ts';

/** A customer of the ledger sample, as far as word of mouth looks at it. */
export interface SpreaderLedger {
  readonly customerId: string;
  readonly events: readonly LedgerEvent[];
}

/** Who brought a customer, by the id of the customer who was brought. */
export type ConvertedFriends = ReadonlyMap<string, string>;

/** The cut of the data. */
export interface Cut {
  readonly asOfDay: Day;
  readonly knownAt?: Instant;
}

/** What the ledgers of the sample say of who was brought by whom. */
export const convertedIn = (sample: readonly SpreaderLedger[], cut: Cut): ConvertedFriends =>
  new Map(
    sample.flatMap(({ customerId, events }) => {
      const { statistics, detail } = foldLedger(events, cut);
      const referrer = referrerOf(detail, statistics.firstDay);
      return referrer === null ? [] : [[customerId, referrer] as const];
    }),
  );

/** Customers that the sample referred and that are not in it: whether they were converted must be asked for. */
export const friendsOutside = (sample: readonly SpreaderLedger[]): readonly string[] => {
  const inside = new Set(sample.map(({ customerId }) => customerId));
  const referred = sample.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === 'referral' ? [event.referredCustomerId] : [])),
  );
  return [...new Set(referred)].filter((id) => !inside.has(id)).sort();
};

const spentAfter = (days: readonly PurchaseDay[], cutDay: Day): number =>
  days.reduce((sum, { day, amount }) => (day > cutDay ? sum + amount : sum), 0);

/** The last window of one churn horizon, for customers who had answered and bought before it. */
const loyaltyCase = (
  { events }: SpreaderLedger,
  purchaseDays: readonly PurchaseDay[],
  { scoring, cut }: { readonly scoring: Scoring; readonly cut: Cut },
): LoyaltyCase | null => {
  const windowDays = scoring.churnHorizonDays;
  const cutDay = cut.asOfDay - windowDays;
  const { statistics, detail } = foldLedger(events, { ...cut, asOfDay: cutDay });
  const { nps } = detail.answers;
  const predicted = expectedRevenueAfter(scoring, statistics, { day: cutDay, days: windowDays });
  return nps === null || predicted === null
    ? null
    : { nps: nps.value, predicted, actual: spentAfter(purchaseDays, cutDay) };
};

const caseOf = (
  ledger: SpreaderLedger,
  converted: ConvertedFriends,
  setting: { readonly scoring: Scoring; readonly cut: Cut },
): ReferralCase => {
  const { statistics, detail, purchaseDays } = foldLedger(ledger.events, setting.cut);
  const { nps } = detail.answers;
  const isConverted = ({ customerId }: ReferralMade) =>
    converted.get(customerId) === ledger.customerId;
  return {
    statistics,
    nps: nps?.value ?? null,
    referralDays: detail.referrals.map(({ day }) => day),
    conversionRewards: detail.referrals.filter(isConverted).map(({ reward }) => reward),
    loyalty: nps === null ? null : loyaltyCase(ledger, purchaseDays, setting),
  };
};

export interface ReferralConditions extends Pick<ReferralFitConditions, 'scoring' | 'customers'> {
  readonly cut: Cut;
  /** Those of `convertedIn`, and what else is known about `friendsOutside`. */
  readonly converted: ConvertedFriends;
}

/**
 * Fits the parameters of word-of-mouth value on a sample of ledgers as of a day. Null where no referral has brought a
 * customer yet. The loyalty effect is measured on the last window of one churn horizon, with the population parameters
 * of the given models.
 */
export const fitReferral = (
  sample: readonly SpreaderLedger[],
  { cut, converted, scoring, customers }: ReferralConditions,
): ReferralModel | null =>
  fitReferralModel(
    sample.map((ledger) => caseOf(ledger, converted, { scoring, cut })),
    { day: cut.asOfDay, scoring, customers },
  );
