/** Relationship stage, from the number of purchase days. */
export const stages = ['prospect', 'first', 'repeat', 'loyal'] as const;
export type Stage = (typeof stages)[number];

/** Activity state, from the time since the last purchase against the customer's own rhythm. */
export const activities = ['prospect', 'new', 'active', 'silent', 'lost'] as const;
export type Activity = (typeof activities)[number];

/** Band of the churn risk, P(no purchase in the horizon). */
export const riskBands = ['low', 'medium', 'high'] as const;
export type RiskBand = (typeof riskBands)[number];

/**
 * The classes of a customer as they are stored: what lists, segments and messages use. They change
 * at intake and in the night, with hysteresis; exact values are computed on read.
 */
export interface Classes {
  /** Id of the value tier, null before the first purchase or the first model. */
  readonly tier: string | null;
  /**
   * Business day since which the tier is held; null without a tier, where it was classified afresh, and where it
   * was stored before this was kept. No class of its own: it moves with the tier.
   */
  readonly tierSince: number | null;
  readonly stage: Stage;
  readonly activity: Activity;
  readonly risk: RiskBand | null;
  /** Value bucket, 0 to 99 on a logarithmic scale of CLV. */
  readonly bucket: number;
}

/** A customer who has not bought anything yet. */
export const prospectClasses: Classes = {
  tier: null,
  tierSince: null,
  stage: 'prospect',
  activity: 'prospect',
  risk: null,
  bucket: 0,
};
