import * as z from 'zod';

const tierId = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);

/** Levels from the best to the last; the last one takes everybody else. */
const quantileTiers = z.strictObject({
  by: z.literal('quantile'),
  levels: z
    .array(z.strictObject({ id: tierId, share: z.number().gt(0).lt(1) }))
    .min(1)
    .max(8)
    .meta({ description: 'Best first; each takes its share of the customers who have bought.' }),
  rest: tierId.meta({ description: 'The tier of everybody else.' }),
});

const amountTiers = z.strictObject({
  by: z.literal('amount'),
  levels: z
    .array(z.strictObject({ id: tierId, from: z.int().positive() }))
    .min(1)
    .max(8)
    .meta({ description: 'Best first; `from` is the least CLV in minor units of the currency.' }),
  rest: tierId.meta({ description: 'The tier of everybody else.' }),
});

const idsAreUnique = ({
  levels,
  rest,
}: {
  levels: readonly { id: string }[];
  rest: string;
}): boolean => new Set([...levels.map(({ id }) => id), rest]).size === levels.length + 1;

const Tiers = z
  .discriminatedUnion('by', [quantileTiers, amountTiers])
  .refine(idsAreUnique, { message: 'every tier needs an id of its own', path: ['levels'] })
  .refine(
    (tiers) =>
      tiers.by !== 'quantile' || tiers.levels.reduce((sum, { share }) => sum + share, 0) < 1,
    { message: 'the shares must leave a rest', path: ['levels'] },
  )
  .refine(
    (tiers) =>
      tiers.by !== 'amount' ||
      tiers.levels.every(
        ({ from }, index) => from < (tiers.levels[index - 1]?.from ?? Number.POSITIVE_INFINITY),
      ),
    { message: 'bounds must fall from the best tier to the last', path: ['levels'] },
  );
export type Tiers = z.infer<typeof Tiers>;

/** Weeks in one discounting step of lifetime value. */
export const stepWeeks = 4;
/** The year of the discount rate: 13 steps. */
export const weeksPerYear = 52;

/** What lifetime value is made of. A model version pins it together with the tier bounds that were cut under it. */
export const ValueSettings = z.strictObject({
  horizonWeeks: z
    .int()
    .min(stepWeeks)
    .max(520)
    .multipleOf(stepWeeks)
    .meta({ description: 'Multiple of 4.' }),
  discountRatePerYear: z.number().min(0).max(1).meta({
    description: 'For 52 weeks; applied at the end of each step of 4 weeks.',
  }),
  marginRatio: z.number().gt(0).max(1).nullable().meta({
    description: 'Contribution margin over revenue; null gives lifetime value as revenue.',
  }),
});
export type ValueSettings = z.infer<typeof ValueSettings>;

const Silence = z.strictObject({
  intervals: z
    .number()
    .gt(0)
    .max(100)
    .meta({ description: 'Multiples of the own expected interval.' }),
  daysMin: z.int().min(1).max(3650).meta({ description: 'Never earlier than this.' }),
});

/** The operator's settings for value, tiers, churn and lifecycle. Every member is used by the scoring. */
export const ScoringPolicy = z
  .strictObject({
    tiers: Tiers.meta({
      description: 'By quantile: cut when a model is fitted, and pinned with it.',
    }),
    tierHysteresis: z
      .number()
      .min(0)
      .max(0.5)
      .meta({ description: 'Relative margin at tier bounds.' }),
    value: ValueSettings.meta({ description: 'Takes effect with the next model version.' }),
    churn: z
      .strictObject({
        horizonDays: z
          .int()
          .min(7)
          .max(1825)
          .meta({ description: 'No purchase in so many days is churn.' }),
        mediumFrom: z.number().gt(0).lt(1),
        highFrom: z.number().gt(0).lt(1),
        hysteresis: z
          .number()
          .min(0)
          .max(0.2)
          .meta({ description: 'Absolute margin at band bounds.' }),
      })
      .refine(({ mediumFrom, highFrom }) => mediumFrom < highFrom, {
        message: 'must be above mediumFrom',
        path: ['highFrom'],
      }),
    activity: z
      .strictObject({
        newDays: z.int().min(1).max(365).meta({ description: 'Days from the first purchase.' }),
        silent: Silence,
        lost: Silence,
      })
      .refine(
        ({ silent, lost }) => silent.intervals < lost.intervals && silent.daysMin < lost.daysMin,
        { message: 'must be later than silent', path: ['lost'] },
      ),
    loyalPurchaseDays: z.int().min(3).max(1000),
  })
  .meta({ id: 'ScoringPolicy' });
export type ScoringPolicy = z.infer<typeof ScoringPolicy>;

/** The policy of a new deployment. */
export const defaultPolicy: ScoringPolicy = {
  tiers: {
    by: 'quantile',
    levels: [
      { id: 'high', share: 0.2 },
      { id: 'mid', share: 0.3 },
    ],
    rest: 'low',
  },
  tierHysteresis: 0.1,
  value: { horizonWeeks: 52, discountRatePerYear: 0.1, marginRatio: null },
  churn: { horizonDays: 273, mediumFrom: 0.5, highFrom: 0.8, hysteresis: 0.02 },
  activity: {
    newDays: 30,
    silent: { intervals: 1.5, daysMin: 30 },
    lost: { intervals: 3, daysMin: 90 },
  },
  loyalPurchaseDays: 4,
};
