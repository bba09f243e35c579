/** What a member of the scorecard needs before it can be computed. */
export const needs = [
  'purchase',
  'model',
  'spend_model',
  'repeat_purchase',
  'past_windows',
  'tenure',
  'costs',
  'cost_rates',
  'answer',
  'recent_answer',
  'referrals',
  'categories',
  'not_collected',
] as const;
export type Need = (typeof needs)[number];
