/**
 * What is known of a customer, under the name that most contexts know it by. It stands in `value`, the lowest context,
 * because both the scoring and the churn model that the scoring pins are made from it.
 */
export * from '../value/statistics.ts';
