import * as z from 'zod';
import type { Day } from '../shared/time.ts';
import { convertedBy } from './referral-outcome.ts';
import { countedEvents, type ScoredAnswer, scoresOf } from './satisfaction-answers.ts';
import type { SampledEvents, TimelineOptions } from './timeline.ts';

/** What an answer is followed for at most: an opinion of more than a year ago says little. */
export const followDays = 365;

export const recommenders = ['promoter', 'passive', 'detractor'] as const;
export type Recommender = (typeof recommenders)[number];

const count = z.int().nonnegative();

/** What customers who said the same did afterwards. */
export const RecommenderCounts = z.object({
  kind: z.enum(recommenders),
  /** Answers that were followed. */
  answers: count,
  /** Customers who gave them. */
  customers: count,
  /** Of these, with a referral afterwards. */
  referrers: count,
  days: count,
  referrals: count,
  conversions: count,
});
export type RecommenderCounts = z.infer<typeof RecommenderCounts>;

const kindOf = (value: number): Recommender => {
  if (value >= 9) return 'promoter';
  return value >= 7 ? 'passive' : 'detractor';
};

/** The time after an answer until the next one, a year later or the end of the data: both ends count. */
interface Followed {
  readonly kind: Recommender;
  readonly fromDay: Day;
  readonly toDay: Day;
}

/** From the day after the answer, so that a referral that came first does not count as its consequence. */
const followed = (answers: readonly ScoredAnswer[], dataEnd: Day): readonly Followed[] => {
  const rising = answers
    .filter(({ metric }) => metric === 'nps')
    .sort((a, b) => a.day - b.day || (a.at < b.at ? -1 : 1));
  return rising.flatMap(({ day, value }, at) => {
    const next = rising[at + 1]?.day ?? Number.POSITIVE_INFINITY;
    const toDay = Math.min(dataEnd, day + followDays, next);
    return toDay > day ? [{ kind: kindOf(value), fromDay: day + 1, toDay }] : [];
  });
};

const tallyOf = (kind: Recommender) => ({
  ...{ kind, answers: 0, days: 0, referrals: 0, conversions: 0 },
  customers: new Set<string>(),
  referrers: new Set<string>(),
});

export interface PromoterContext extends TimelineOptions {
  /** Who brought a customer, by the id of the customer who was brought. */
  readonly converted: ReadonlyMap<string, string>;
}

/** Referrals and conversions in the time after an answer, by what was answered. */
export const promoterCounts = (
  ledgers: readonly SampledEvents[],
  { converted, ...options }: PromoterContext,
): RecommenderCounts[] => {
  const tallies = new Map(recommenders.map((kind) => [kind, tallyOf(kind)]));
  for (const ledger of ledgers) {
    const events = countedEvents(ledger, options);
    const made = convertedBy(ledger.customerId, events, converted);
    for (const { kind, fromDay, toDay } of followed(scoresOf(events, new Map()), options.dataEnd)) {
      const tally = tallies.get(kind) ?? tallyOf(kind);
      const inTime = made.filter(({ day }) => day >= fromDay && day <= toDay);
      tally.answers += 1;
      tally.days += toDay - fromDay + 1;
      tally.referrals += inTime.length;
      tally.conversions += inTime.filter(({ isConverted }) => isConverted).length;
      tally.customers.add(ledger.customerId);
      if (inTime.length > 0) tally.referrers.add(ledger.customerId);
    }
  }
  return recommenders.map((kind) => {
    const { customers, referrers, ...sums } = tallies.get(kind) ?? tallyOf(kind);
    return { ...sums, customers: customers.size, referrers: referrers.size };
  });
};
