import {
  answersOf,
  categoryShares,
  detailAdditions,
  isNewer,
} from '../../events/detail-changes.ts';
import type { LedgerEvent } from '../../events/ledger-event.ts';
import { categoriesMax } from '../../events/named-categories.ts';
import { referralOf, referralsMax, referrerOf, referrersMax } from '../../events/referrals.ts';
import type { SurveyMetric } from '../../scoring/statistics.ts';
import type { Database } from './database.ts';
import {
  categoryDayAttributes,
  categoryNames,
  detailAttribute,
  detailSchema,
  readDetailItem,
  referralAttribute,
  referrerAttribute,
  referrerCount,
  storedAnswer,
} from './detail-item.ts';
import { customerKeys } from './keys.ts';
import type { Refusal, TransactItem } from './transact.ts';

/** Survey scores that are newer than the stored ones, as far as is known. */
export type NewAnswers = 'all' | readonly SurveyMetric[];

/** The clauses of one update, with the names and values that they use. */
class Clauses {
  readonly sets: string[] = ['#version = :version'];
  readonly adds: string[] = [];
  readonly conditions: string[] = [];
  readonly names: Record<string, string> = { '#version': '_v' };
  readonly values: Record<string, unknown> = { ':version': detailSchema };

  get isEmpty(): boolean {
    return this.sets.length === 1 && this.adds.length === 0;
  }

  add(attribute: string, value: number | ReadonlySet<string>): void {
    const index = this.adds.length;
    this.names[`#a${index}`] = attribute;
    this.values[`:a${index}`] = value;
    this.adds.push(`#a${index} :a${index}`);
  }

  set(name: string, attribute: string, value: unknown): void {
    this.names[`#${name}`] = attribute;
    this.values[`:${name}`] = value;
    this.sets.push(`#${name} = :${name}`);
  }
}

/** The additions of an event to its customer's detail, or nothing where it has none. */
export const detailUpdate = (
  database: Database,
  event: LedgerEvent,
  answers: NewAnswers,
): TransactItem | undefined => {
  const clauses = new Clauses();
  for (const addition of detailAdditions(event))
    if (addition.value !== 0) clauses.add(detailAttribute(addition), addition.value);
  addCategories(clauses, event);
  addAnswers(clauses, event, answers);
  addReferral(clauses, event);
  if (clauses.isEmpty) return undefined;
  const { sets, adds, conditions, names, values } = clauses;
  return {
    Update: {
      TableName: database.table('customers'),
      Key: customerKeys.detail(event.customerId),
      UpdateExpression: `SET ${sets.join(', ')}${adds.length > 0 ? ` ADD ${adds.join(', ')}` : ''}`,
      ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/**
 * A purchase that is added rather than folded lies behind no other one: it is the last of its categories.
 * Each of them has to be told apart already, or all have to find room: else only a fold knows which add
 * up under the rest. Names are short because fifty of them make an expression of nearly 4 kB, its limit.
 */
const addCategories = (clauses: Clauses, event: LedgerEvent): void => {
  if (event.type !== 'purchase') return;
  const categories = [...categoryShares(event).keys()];
  if (categories.length === 0) return;
  clauses.values[':day'] = event.day;
  categories.forEach((category, index) => {
    const { first, last } = categoryDayAttributes(category);
    Object.assign(clauses.names, { [`#f${index}`]: first, [`#l${index}`]: last });
    clauses.sets.push(`#l${index} = :day, #f${index} = if_not_exists(#f${index}, :day)`);
    clauses.values[`:c${index}`] = category;
  });
  clauses.names['#cs'] = categoryNames;
  clauses.values[':room'] = categoriesMax - categories.length;
  const told = categories.map((_, index) => `contains(#cs, :c${index})`).join(' AND ');
  clauses.conditions.push(`(attribute_not_exists(#cs) OR size(#cs) <= :room OR (${told}))`);
  clauses.add(categoryNames, new Set(categories));
};

const addAnswers = (clauses: Clauses, event: LedgerEvent, answers: NewAnswers): void => {
  const newest = answersOf(event).filter(
    ({ metric }) => answers === 'all' || answers.includes(metric),
  );
  for (const { metric, ...answer } of newest) {
    clauses.set(metric, metric, storedAnswer(answer));
    Object.assign(clauses.names, { '#at': 'at', '#response': 'response' });
    Object.assign(clauses.values, { ':at': answer.at, ':response': answer.responseId });
    clauses.conditions.push(
      `(attribute_not_exists(#${metric}) OR #${metric}.#at < :at OR (#${metric}.#at = :at AND #${metric}.#response < :response))`,
    );
  }
};

/** Referrals and referrers are listed up to a limit; what lies behind it is left to a fold, which keeps what counts. */
const addReferral = (clauses: Clauses, event: LedgerEvent): void => {
  for (const referral of referralOf(event)) {
    clauses.set('referral', ...referralAttribute(referral));
    clauses.names['#referrals'] = 'referrals';
    clauses.values[':most'] = referralsMax;
    clauses.conditions.push('(attribute_not_exists(#referrals) OR #referrals < :most)');
  }
  for (const referrer of referrerOf(event)) {
    clauses.set('referrer', ...referrerAttribute(referrer));
    clauses.add(referrerCount, 1);
    clauses.names['#referrers'] = referrerCount;
    clauses.values[':most'] = referrersMax;
    clauses.conditions.push('(attribute_not_exists(#referrers) OR #referrers < :most)');
  }
};

/** Which answers of the event are newer than those of the detail that refused it. */
export const answersAfter = (
  event: LedgerEvent,
  item: Refusal['item'],
): readonly SurveyMetric[] => {
  const { answers } = readDetailItem(item);
  return answersOf(event)
    .filter((answer) => {
      const known = answers[answer.metric];
      return known === null || isNewer(answer, known);
    })
    .map(({ metric }) => metric);
};
