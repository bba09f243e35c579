import {
  type CategoryDetail,
  type DetailCounters,
  type DetailFold,
  type LastAnswer,
  type MonthDetail,
  restCategory,
  type SurveyMetric,
} from '../scoring/statistics.ts';
import { type Day, monthOf } from '../shared/time.ts';
import {
  answersOf,
  categoryShares,
  type DetailAddition,
  detailAdditions,
  isNewer,
} from './detail-changes.ts';
import type { LedgerEvent } from './ledger-event.ts';
import { namedCategories } from './named-categories.ts';
import { isGivenBack, type NetPurchase } from './net-purchases.ts';
import { listedReferrers, referralOf, referralsIn, referrerOf } from './referrals.ts';

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

export const emptyMonth: MonthDetail = {
  purchases: 0,
  revenue: 0,
  cost: 0,
  costed: 0,
  refunds: 0,
  discounts: 0,
  rewards: 0,
  contacts: 0,
  serviceMinutes: 0,
};

export const emptyCategory: CategoryDetail = {
  purchases: 0,
  revenue: 0,
  firstDay: null,
  lastDay: null,
};

const noAnswers: DetailFold['answers'] = {
  nps: null,
  csat: null,
  ces: null,
  economic: null,
  functional: null,
  emotional: null,
  wallet: null,
  repurchase: null,
};

/** The detail of a customer of whom nothing is known. */
export const emptyDetail: DetailFold = {
  months: {},
  categories: {},
  counters: { visits: 0, contacts: 0, complaints: 0, referrals: 0, notes: 0 },
  answers: noAnswers,
  referrals: [],
  referredBy: [],
  refundedTotal: 0,
};

/** Folds events (voided ones left out) into what only the scorecard reads. */
export const foldDetail = (
  events: readonly LedgerEvent[],
  purchases: readonly NetPurchase[],
  firstDay: Day | null,
): DetailFold => {
  const sums = new Sums(namedCategories(purchases));
  for (const event of events) {
    for (const addition of detailAdditions(event)) sums.add(addition);
  }
  for (const purchase of purchases) {
    const { event, refunded } = purchase;
    if (refunded > 0)
      sums.add({ of: 'month', month: monthOf(event.day), field: 'refunds', value: refunded });
    for (const addition of categoryRefunds(purchase)) sums.add(addition);
    if (!isGivenBack(purchase)) sums.seen([...categoryShares(event).keys()], event.day);
  }
  return {
    months: Object.fromEntries(sums.months),
    categories: Object.fromEntries(
      [...sums.categories].filter(([, { purchases: count }]) => count > 0),
    ),
    counters: sums.counters,
    answers: lastAnswers(events),
    referrals: referralsIn(events.flatMap(referralOf)),
    referredBy: listedReferrers(events.flatMap(referrerOf), firstDay),
    refundedTotal: events.reduce(
      (total, event) => total + (event.type === 'refund' ? event.amount : 0),
      0,
    ),
  };
};

/** What refunds take back in the categories of a purchase: all of it, or from each in proportion. */
const categoryRefunds = (purchase: NetPurchase): readonly DetailAddition[] => {
  const { event, refunded } = purchase;
  if (refunded === 0) return [];
  const givenBack = isGivenBack(purchase);
  return [...categoryShares(event)].flatMap(([category, share]) => {
    const revenue = givenBack ? share : Math.round((share * refunded) / event.amount);
    return [
      { of: 'category', category, field: 'revenue', value: -revenue } as const,
      { of: 'category', category, field: 'purchases', value: givenBack ? -1 : 0 } as const,
    ];
  });
};

class Sums {
  // Maps, because a category may be called like a member that every object has.
  readonly months = new Map<string, Mutable<MonthDetail>>();
  readonly categories = new Map<string, Mutable<CategoryDetail>>();
  readonly counters: Mutable<DetailCounters> = { ...emptyDetail.counters };
  readonly #named: ReadonlySet<string>;

  constructor(named: ReadonlySet<string>) {
    this.#named = named;
  }

  add(addition: DetailAddition): void {
    if (addition.of === 'counter') {
      this.counters[addition.counter] += addition.value;
    } else if (addition.of === 'month') {
      const month = this.months.get(addition.month) ?? { ...emptyMonth };
      month[addition.field] += addition.value;
      this.months.set(addition.month, month);
    } else {
      this.#category(addition.category)[addition.field] += addition.value;
    }
  }

  /** Purchases of a day: intake can only move the last day, so the order of the fold must not matter. */
  seen(categories: readonly string[], day: Day): void {
    for (const name of categories) {
      const category = this.#category(name);
      category.firstDay = Math.min(day, category.firstDay ?? day);
      category.lastDay = Math.max(day, category.lastDay ?? day);
    }
  }

  #category(name: string): Mutable<CategoryDetail> {
    const told = this.#named.has(name) ? name : restCategory;
    const category = this.categories.get(told) ?? { ...emptyCategory };
    this.categories.set(told, category);
    return category;
  }
}

const lastAnswers = (events: readonly LedgerEvent[]): DetailFold['answers'] => {
  const last: Record<SurveyMetric, LastAnswer | null> = { ...noAnswers };
  for (const { metric, ...answer } of events.flatMap(answersOf)) {
    const known = last[metric];
    if (known === null || isNewer(answer, known)) last[metric] = answer;
  }
  return last;
};
