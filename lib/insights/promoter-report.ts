import { wilsonInterval } from '../shared/intervals.ts';
import { type RateCounts, type RateRatio, rateInterval, rateRatio } from './poisson-rates.ts';
import { type Recommender, type RecommenderCounts, recommenders } from './promoters.ts';

/** Mean length of a month in days. */
const monthDays = 30.4375;
const digits = 1e6;
const round = (value: number): number => Math.round(value * digits) / digits + 0;

type Interval = readonly [number, number];
const roundInterval = ([low, high]: Interval): [number, number] => [round(low), round(high)];

export interface RecommenderFigures {
  readonly kind: Recommender;
  readonly answers: number;
  readonly customers: number;
  /** Percent of the answers. */
  readonly share: number | null;
  readonly months: number;
  readonly referrers: {
    readonly n: number;
    readonly share: number | null;
    readonly interval: [number, number] | null;
  };
  readonly referrals: Rate;
  readonly conversions: Rate;
}

interface Rate {
  readonly n: number;
  /** For one customer in one month. */
  readonly perMonth: number | null;
  readonly interval: [number, number] | null;
}

const rateOf = (events: number, months: number): Rate =>
  months === 0
    ? { n: events, perMonth: null, interval: null }
    : {
        n: events,
        perMonth: round(events / months),
        interval: roundInterval(rateInterval({ events, exposure: months })),
      };

const figures = (counts: RecommenderCounts, all: number): RecommenderFigures => {
  const { kind, answers, customers, referrers } = counts;
  const months = counts.days / monthDays;
  return {
    ...{ kind, answers, customers },
    share: all === 0 ? null : round((100 * answers) / all),
    months: round(months),
    referrers: {
      n: referrers,
      share: customers === 0 ? null : round((100 * referrers) / customers),
      interval: customers === 0 ? null : percents(wilsonInterval(referrers, customers)),
    },
    referrals: rateOf(counts.referrals, months),
    conversions: rateOf(counts.conversions, months),
  };
};

const percents = ([low, high]: Interval): [number, number] =>
  roundInterval([100 * low, 100 * high]);

const compare = (one: RateCounts, other: RateCounts): RateRatio => {
  const { ratio, interval, p } = rateRatio(one, other);
  return {
    ratio: ratio === null ? null : round(ratio),
    interval: interval && [round(interval[0]), interval[1] === null ? null : round(interval[1])],
    p: p === null ? null : round(p),
  };
};

export interface PromoterFigures {
  readonly groups: readonly RecommenderFigures[];
  /** Promoters against detractors. */
  readonly ratio: { readonly referrals: RateRatio; readonly conversions: RateRatio };
}

/** Whether those who say that they recommend do: rates by what was said, and promoters against detractors. */
export const promoterFigures = (counts: readonly RecommenderCounts[]): PromoterFigures => {
  const all = counts.reduce((sum, { answers }) => sum + answers, 0);
  const of = (kind: Recommender): RecommenderCounts =>
    counts.find((row) => row.kind === kind) ?? none(kind);
  const rates = (kind: Recommender, name: 'referrals' | 'conversions'): RateCounts => ({
    events: of(kind)[name],
    exposure: of(kind).days / monthDays,
  });
  return {
    groups: recommenders.map((kind) => figures(of(kind), all)),
    ratio: {
      referrals: compare(rates('promoter', 'referrals'), rates('detractor', 'referrals')),
      conversions: compare(rates('promoter', 'conversions'), rates('detractor', 'conversions')),
    },
  };
};

const none = (kind: Recommender): RecommenderCounts => ({
  ...{ kind, answers: 0, customers: 0, referrers: 0, days: 0, referrals: 0, conversions: 0 },
});
