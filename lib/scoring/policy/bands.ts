import * as z from 'zod';
import { Decimal } from '../../shared/decimal.ts';
import { areDistinct, areFalling, areRising, Named } from './label.ts';

const levelsMax = 8;
const ownIds = { message: 'every band needs an id of its own', path: ['levels'] };

/** How often a customer buys, by the mean interval between the own purchases: overall by days, in a category by purchases. */
const FrequencyBands = z
  .strictObject({
    levels: z
      .array(Named.extend({ daysMax: Decimal.gt(0).max(3650) }))
      .min(1)
      .max(levelsMax)
      .meta({
        description: 'Most frequent first; `daysMax` is the longest mean interval in days.',
      }),
    rest: Named.meta({ description: 'Longer intervals.' }),
    once: Named.meta({ description: 'A single purchase: there is no interval yet.' }),
  })
  .refine(({ levels, rest, once }) => areDistinct([...levels, rest, once]), ownIds)
  .refine(({ levels }) => areRising(levels.map(({ daysMax }) => daysMax)), {
    message: 'intervals must grow from the most frequent band to the last',
    path: ['levels'],
  });

/** What amount bands are cut on; net of refunds, in the reporting currency. */
export const amountMeasures = ['total', 'purchase_day'] as const;
export type AmountMeasure = (typeof amountMeasures)[number];

const amountMembers = {
  of: z.enum(amountMeasures).meta({
    description:
      '`total`: net total of all purchases; `purchase_day`: its mean by purchase day. After refunds, in the reporting currency.',
  }),
  rest: Named.meta({ description: 'Lower amounts.' }),
};

const AmountBands = z
  .discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('quantile'),
      ...amountMembers,
      levels: z
        .array(Named.extend({ share: Decimal.gt(0).lt(1) }))
        .min(1)
        .max(levelsMax)
        .meta({
          description: 'Best first; each takes its share of the customers who have bought.',
        }),
    }),
    z.strictObject({
      by: z.literal('amount'),
      ...amountMembers,
      levels: z
        .array(Named.extend({ from: z.int().positive() }))
        .min(1)
        .max(levelsMax)
        .meta({ description: 'Best first; `from` is the least amount in minor units.' }),
    }),
  ])
  .refine(({ levels, rest }) => areDistinct([...levels, rest]), ownIds)
  .refine(
    (bands) =>
      bands.by !== 'quantile' || bands.levels.reduce((sum, { share }) => sum + share, 0) < 1,
    { message: 'the shares must leave a rest', path: ['levels'] },
  )
  .refine((bands) => bands.by !== 'amount' || areFalling(bands.levels.map(({ from }) => from)), {
    message: 'bounds must fall from the best band to the last',
    path: ['levels'],
  });

/** In how many categories a customer buys. */
const BreadthBands = z
  .strictObject({
    levels: z
      .array(Named.extend({ from: z.int().min(1).max(1000) }))
      .min(1)
      .max(levelsMax)
      .meta({ description: 'Broadest first; `from` is the least number of categories.' }),
    rest: Named.meta({ description: 'Fewer categories, none included.' }),
  })
  .refine(({ levels, rest }) => areDistinct([...levels, rest]), ownIds)
  .refine(({ levels }) => areFalling(levels.map(({ from }) => from)), {
    message: 'bounds must fall from the broadest band to the last',
    path: ['levels'],
  });

/** How deep a customer is in one category: both bounds of a grade must be reached. */
const CategoryGrades = z
  .strictObject({
    levels: z
      .array(
        Named.extend({
          purchasesMin: z.int().min(1).max(100_000),
          shareMin: Decimal.min(0).max(1).meta({
            description: "Of the customer's revenue in all categories.",
          }),
        }),
      )
      .min(1)
      .max(levelsMax)
      .meta({ description: 'Best first; the first grade whose bounds are both reached holds.' }),
    rest: Named.meta({ description: 'Every other category with a purchase.' }),
  })
  .refine(({ levels, rest }) => areDistinct([...levels, rest]), ownIds);

/** Bands by cadence, amount and categories: shown in the scorecard, each by the operator's own names. */
export const BandSettings = z.strictObject({
  frequency: FrequencyBands.meta({
    description: 'By the mean interval between the own purchases, overall and in each category.',
  }),
  amount: AmountBands.meta({
    description: 'By quantile: cut when a model is fitted, and pinned with it.',
  }),
  breadth: BreadthBands.meta({ description: 'By the number of categories bought in.' }),
  grades: CategoryGrades.meta({ description: 'Of each category that the customer buys in.' }),
});
export type BandSettings = z.infer<typeof BandSettings>;

const named = (id: string, en: string, zh: string): Named => ({ id, label: { en, zh } });

/** The bands of a new deployment. Amounts by quantile, because only the operator knows what much money is. */
export const defaultBands: BandSettings = {
  frequency: {
    levels: [
      { ...named('weekly', 'Weekly', '每周'), daysMax: 10 },
      { ...named('monthly', 'Monthly', '每月'), daysMax: 45 },
      { ...named('quarterly', 'Quarterly', '每季'), daysMax: 135 },
      { ...named('yearly', 'Yearly', '每年'), daysMax: 400 },
    ],
    rest: named('rare', 'Rare', '偶尔'),
    once: named('once', 'Once so far', '仅一次'),
  },
  amount: {
    by: 'quantile',
    of: 'total',
    levels: [
      { ...named('high', 'High', '高'), share: 0.2 },
      { ...named('mid', 'Medium', '中'), share: 0.3 },
    ],
    rest: named('low', 'Low', '低'),
  },
  breadth: {
    levels: [
      { ...named('broad', 'Broad', '广'), from: 4 },
      { ...named('several', 'Several', '多类'), from: 2 },
    ],
    rest: named('narrow', 'Narrow', '单一'),
  },
  grades: {
    levels: [
      { ...named('core', 'Core', '核心'), purchasesMin: 6, shareMin: 0.25 },
      { ...named('regular', 'Regular', '常购'), purchasesMin: 2, shareMin: 0.05 },
    ],
    rest: named('trial', 'Trial', '尝试'),
  },
};
