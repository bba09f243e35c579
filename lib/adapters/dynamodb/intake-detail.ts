import {
  answersOf,
  categoryShares,
  detailAdditions,
  isNewer,
} from '../../events/detail-changes.ts';
import type { LedgerEvent } from '../../events/ledger-event.ts';
import { referralOf, referralsMax, referrerOf } from '../../events/referrals.ts';
import type { SurveyMetric } from '../../scoring/statistics.ts';
import type { Database } from './database.ts';
import {
  categoryDayAttributes,
  detailAttribute,
  detailSchema,
  readDetailItem,
  referralAttribute,
  referrerAttribute,
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

  add(attribute: string, value: number): void {
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
  addCategoryDays(clauses, event);
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

/** A purchase that is added rather than folded lies behind no other one: it is the last of its categories. */
const addCategoryDays = (clauses: Clauses, event: LedgerEvent): void => {
  if (event.type !== 'purchase') return;
  [...categoryShares(event).keys()].forEach((category, index) => {
    const { first, last } = categoryDayAttributes(category);
    clauses.set(`last${index}`, last, event.day);
    clauses.names[`#first${index}`] = first;
    clauses.sets.push(`#first${index} = if_not_exists(#first${index}, :last${index})`);
  });
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

/** A referral is listed up to the limit; what lies behind it is left to a fold, which keeps the earliest. */
const addReferral = (clauses: Clauses, event: LedgerEvent): void => {
  for (const referral of referralOf(event)) {
    clauses.set('referral', ...referralAttribute(referral));
    clauses.names['#referrals'] = 'referrals';
    clauses.values[':most'] = referralsMax;
    clauses.conditions.push('(attribute_not_exists(#referrals) OR #referrals < :most)');
  }
  for (const referrer of referrerOf(event)) clauses.set('referrer', ...referrerAttribute(referrer));
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
