import * as z from 'zod';
import type { DetailAddition } from '../../events/detail-changes.ts';
import { emptyCategory, emptyDetail, emptyMonth } from '../../events/fold-detail.ts';
import { referralsIn, referrersIn } from '../../events/referrals.ts';
import {
  type CategoryDetail,
  type DetailFold,
  type LastAnswer,
  type MonthDetail,
  type ReferralMade,
  type ReferralReceived,
  restCategory,
  type SurveyMetric,
} from '../../scoring/statistics.ts';
import { customerKeys } from './keys.ts';

/** Schema number of detail items; readers upcast older ones. */
export const detailSchema = 1;

const monthFields = {
  purchases: 'n',
  revenue: 'r',
  cost: 'c',
  costed: 'k',
  refunds: 'f',
  discounts: 'd',
  rewards: 'w',
  contacts: 't',
  serviceMinutes: 's',
} as const satisfies Record<keyof MonthDetail, string>;

const categoryFields = {
  purchases: 'n',
  revenue: 'r',
  firstDay: 'f',
  lastDay: 'l',
} as const satisfies Record<keyof CategoryDetail, string>;

const metrics = Object.keys(emptyDetail.answers) as readonly SurveyMetric[];

const StoredAnswer = z.object({ value: z.number(), at: z.string(), response: z.string() });

/** `[customer, day, reward]` of a referral that was made, `[customer, day]` of one that was received. */
const StoredReferral = z.tuple([z.string(), z.int(), z.int()]);
const StoredReferrer = z.tuple([z.string(), z.int()]);

/** The top-level attribute that an addition goes to: flat, so that intake can ADD to it. */
export const detailAttribute = (addition: DetailAddition): string => {
  if (addition.of === 'counter') return addition.counter;
  if (addition.of === 'month') return `m:${addition.month}:${monthFields[addition.field]}`;
  return `g:${addition.category}:${categoryFields[addition.field]}`;
};

/** Where the first and the last day of purchases in a category stand. */
export const categoryDayAttributes = (category: string) => ({
  first: `g:${category}:${categoryFields.firstDay}`,
  last: `g:${category}:${categoryFields.lastDay}`,
});

export const storedAnswer = (answer: LastAnswer): z.infer<typeof StoredAnswer> => ({
  value: answer.value,
  at: answer.at,
  response: answer.responseId,
});

/** The names of the categories that are told apart, as a set, which intake can add to and ask for the size of. */
export const categoryNames = 'categories';

/** How many referrers are listed. */
export const referrerCount = 'referredBy';

/** Referrals stand in an attribute each, named by their event, so that intake can add one without reading. */
export const referralAttribute = ({ eventId, customerId, day, reward }: ReferralMade) =>
  [`rm:${eventId}`, [customerId, day, reward]] as const;

export const referrerAttribute = ({ eventId, customerId, day }: ReferralReceived) =>
  [`rb:${eventId}`, [customerId, day]] as const;

/** The item of a detail fold. Zeros are left out: an attribute that ADD never touched is not there either. */
export const detailItem = (customerId: string, detail: DetailFold): Record<string, unknown> => {
  const item: Record<string, unknown> = {
    ...customerKeys.detail(customerId),
    _v: detailSchema,
    ...sumsItem('m', detail.months, monthFields),
    ...sumsItem('g', detail.categories, categoryFields),
    ...detail.counters,
    refunded: detail.refundedTotal,
    [referrerCount]: detail.referredBy.length,
  };
  for (const name of Object.keys(item)) if (!item[name]) delete item[name];
  for (const [metric, answer] of Object.entries(detail.answers)) {
    if (answer) item[metric] = storedAnswer(answer);
  }
  const names = Object.keys(detail.categories).filter((name) => name !== restCategory);
  return Object.assign(
    item,
    names.length > 0 ? { [categoryNames]: new Set(names) } : {},
    Object.fromEntries(detail.referrals.map(referralAttribute)),
    Object.fromEntries(detail.referredBy.map(referrerAttribute)),
  );
};

const sumsItem = <F extends string>(
  kind: 'm' | 'g',
  sums: Readonly<Record<string, Readonly<Record<F, number | null>>>>,
  fields: Readonly<Record<F, string>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(sums).flatMap(([key, values]) =>
      Object.entries<string>(fields).map(([field, short]) => [
        `${kind}:${key}:${short}`,
        values[field as F],
      ]),
    ),
  );

/** Reads a detail item; a customer without one has the empty detail. */
export const readDetailItem = (
  stored: Readonly<Record<string, unknown>> | undefined,
): DetailFold => {
  if (!stored) return emptyDetail;
  const months = new Map<string, MonthDetail>();
  const categories = new Map<string, CategoryDetail>();
  for (const [name, value] of Object.entries(stored)) {
    const [, kind, key, short] = /^([mg]):(.*):([a-z])$/s.exec(name) ?? [];
    if (key === undefined || typeof value !== 'number') continue;
    if (kind === 'm')
      months.set(key, { ...(months.get(key) ?? emptyMonth), ...field(monthFields, short, value) });
    else {
      const known = categories.get(key) ?? emptyCategory;
      categories.set(key, { ...known, ...field(categoryFields, short, value) });
    }
  }
  return {
    months: Object.fromEntries(months),
    categories: Object.fromEntries(categories),
    counters: {
      visits: number(stored['visits']),
      contacts: number(stored['contacts']),
      complaints: number(stored['complaints']),
      referrals: number(stored['referrals']),
      notes: number(stored['notes']),
    },
    answers: readAnswers(stored),
    ...readReferrals(stored),
    refundedTotal: number(stored['refunded']),
  };
};

const field = (names: Readonly<Record<string, string>>, short: string | undefined, value: number) =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([, stored]) => stored === short)
      .map(([name]) => [name, value]),
  );

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

const readAnswers = (stored: Readonly<Record<string, unknown>>): DetailFold['answers'] => {
  const answers = { ...emptyDetail.answers };
  for (const metric of metrics) answers[metric] = answer(stored[metric]);
  return answers;
};

const readReferrals = (
  stored: Readonly<Record<string, unknown>>,
): Pick<DetailFold, 'referrals' | 'referredBy'> => {
  const made: ReferralMade[] = [];
  const received: ReferralReceived[] = [];
  for (const [name, value] of Object.entries(stored)) {
    const [, kind, eventId] = /^r([mb]):(.*)$/s.exec(name) ?? [];
    if (eventId === undefined) continue;
    if (kind === 'm') {
      const [customerId, day, reward] = StoredReferral.parse(value);
      made.push({ eventId, customerId, day, reward });
    } else {
      const [customerId, day] = StoredReferrer.parse(value);
      received.push({ eventId, customerId, day });
    }
  }
  return { referrals: referralsIn(made), referredBy: referrersIn(received) };
};

const answer = (value: unknown): LastAnswer | null => {
  if (value === undefined) return null;
  const { value: score, at, response } = StoredAnswer.parse(value);
  return { value: score, at, responseId: response };
};
