import * as z from 'zod';
import { amountMeasures } from './policy/bands.ts';

const Share = z.number().min(0).max(1);

const cadenceMembers = {
  band: z.string().meta({ description: 'Id of a band in the scoring policy.' }),
  intervalDays: z.number().nonnegative().nullable().meta({
    description: 'Mean days from one own purchase to the next; null after a single one.',
  }),
  dueOn: z.iso.date().nullable().meta({
    description: 'When the next purchase is due by that interval; null without one.',
  }),
};

const CategoryGrade = z.strictObject({
  category: z.string(),
  grade: z.string().meta({ description: 'Id of a grade in the scoring policy.' }),
  purchases: z.int().nonnegative(),
  revenue: z.int().meta({ description: 'After refunds, minor units.' }),
  share: Share.meta({ description: 'Of the revenue in all categories.' }),
  cadence: z.strictObject(cadenceMembers).nullable().meta({
    description:
      'By purchases in this category: two on one day count as two. Null where the days are not known yet.',
  }),
});

/** Bands by cadence, amount and categories, by the names that the scoring policy gives them. */
export const ScorecardBands = z
  .strictObject({
    frequency: z.strictObject(cadenceMembers).meta({
      description: 'By purchase days in all categories.',
    }),
    amount: z
      .strictObject({
        band: z.string(),
        of: z.enum(amountMeasures),
        amount: z.number().meta({ description: 'Minor units, after refunds.' }),
        currency: z.string(),
      })
      .nullable(),
    categories: z.strictObject({
      breadth: z.strictObject({ band: z.string(), count: z.int().nonnegative() }),
      depth: z
        .strictObject({
          mainShare: Share.nullable().meta({
            description: 'Share of the main category in the revenue of all.',
          }),
          purchasesPerCategory: z.number().nonnegative().nullable(),
        })
        .meta({ description: 'Null where no purchase names a category.' }),
      main: z.string().nullable().meta({
        description: 'The category with the most revenue; null where no purchase names one.',
      }),
      grades: z.array(CategoryGrade).meta({
        description:
          'Most revenue first. The first 200 categories that the customer bought in: further ones count in the revenue of all, without a grade.',
      }),
    }),
  })
  .nullable();
export type ScorecardBands = z.infer<typeof ScorecardBands>;
