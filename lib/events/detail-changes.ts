import {
  type DetailCounters,
  type MonthDetail,
  type SurveyMetric,
  surveyMetrics,
} from '../scoring/statistics.ts';
import { monthOf } from '../shared/time.ts';
import type { Purchase } from './customer-facts.ts';
import type { EventType, LedgerEvent } from './ledger-event.ts';
import { isAnswer, metricsIn } from './satisfaction.ts';

/** One amount that an event adds to the detail. Additions commute, so intake and fold share them. */
export type DetailAddition =
  | {
      readonly of: 'month';
      readonly month: string;
      readonly field: keyof MonthDetail;
      readonly value: number;
    }
  | {
      readonly of: 'category';
      readonly category: string;
      readonly field: 'purchases' | 'revenue';
      readonly value: number;
    }
  | { readonly of: 'counter'; readonly counter: keyof DetailCounters; readonly value: number };

const counterOf: Partial<Record<EventType, keyof DetailCounters>> = {
  visit: 'visits',
  contact: 'contacts',
  complaint: 'complaints',
  referral: 'referrals',
  note: 'notes',
};

/** What an event that is not voided adds, refunds apart (they lower the month of their order, which only a fold knows). */
export const detailAdditions = (event: LedgerEvent): readonly DetailAddition[] => {
  const month = monthOf(event.day);
  if (event.type === 'purchase') return purchaseAdditions(event, month);
  const counter = counterOf[event.type];
  return [
    ...(counter ? [{ of: 'counter', counter, value: 1 } as const] : []),
    ...monthShares(event).map(([field, value]) => ({ of: 'month', month, field, value }) as const),
  ];
};

/** What an event that is no purchase adds to its own month; nothing where that is nothing, which makes no month. */
const monthShares = (event: LedgerEvent): readonly (readonly [keyof MonthDetail, number])[] => {
  switch (event.type) {
    case 'contact':
      return [['contacts', 1]];
    case 'service':
      return event.minutes ? [['serviceMinutes', event.minutes]] : [];
    case 'points':
      return event.value ? [['rewards', event.value]] : [];
    case 'referral':
      return event.reward ? [['rewards', event.reward]] : [];
    default:
      return [];
  }
};

const purchaseAdditions = (purchase: Purchase, month: string): readonly DetailAddition[] => [
  { of: 'month', month, field: 'purchases', value: 1 },
  { of: 'month', month, field: 'revenue', value: purchase.amount },
  ...(purchase.cost === undefined
    ? []
    : [
        { of: 'month', month, field: 'cost', value: purchase.cost } as const,
        { of: 'month', month, field: 'costed', value: 1 } as const,
      ]),
  ...(purchase.discount === undefined
    ? []
    : [{ of: 'month', month, field: 'discounts', value: purchase.discount } as const]),
  ...[...categoryShares(purchase)].flatMap(
    ([category, revenue]) =>
      [
        { of: 'category', category, field: 'purchases', value: 1 },
        { of: 'category', category, field: 'revenue', value: revenue },
      ] as const,
  ),
];

/** Lines with an amount and a category count under that; a purchase without such lines under its own category. */
export const categoryShares = (purchase: Purchase): ReadonlyMap<string, number> => {
  const shares = new Map<string, number>();
  for (const line of purchase.lines ?? []) {
    const category = line.category ?? purchase.category;
    if (category !== undefined && line.amount !== undefined)
      shares.set(category, (shares.get(category) ?? 0) + line.amount);
  }
  if (shares.size === 0 && purchase.category !== undefined)
    shares.set(purchase.category, purchase.amount);
  return shares;
};

export interface NewAnswer {
  readonly metric: SurveyMetric;
  readonly value: number;
  readonly at: string;
  /** The response, or the event of what was said outside a survey. */
  readonly responseId: string;
}

/** The scores that an event brings; the newest of each metric stays. */
export const answersOf = (event: LedgerEvent): readonly NewAnswer[] => {
  if (!isAnswer(event)) return [];
  const metrics = metricsIn(event);
  const { occurredAt: at } = event;
  const responseId = event.type === 'response' ? event.responseId : event.eventId;
  return surveyMetrics.flatMap((metric) => {
    const value = metrics[metric];
    return value === undefined ? [] : [{ metric, value, at, responseId }];
  });
};

/** Whether one answer replaces another: the later one, the greater id where they came at one instant. */
export const isNewer = (
  a: { readonly at: string; readonly responseId: string },
  b: { readonly at: string; readonly responseId: string },
): boolean => a.at > b.at || (a.at === b.at && a.responseId > b.responseId);
