import * as z from 'zod';
import { AmountBounds } from '../scoring/amount-bounds.ts';
import { TierBound } from '../scoring/model-version.ts';
import { classNames } from './tally.ts';

/** Most customer ids that stand for a move. */
export const examplesMax = 20;

const Customers = z.int().nonnegative().meta({
  description:
    'Estimated for the whole shop from the sample; counted in the sample where `population` is null.',
});
const Interval = z
  .tuple([z.int().nonnegative(), z.int().nonnegative()])
  .nullable()
  .meta({ description: '95 %; null where everybody was looked at.' });
const Share = z.number().min(0).max(1).meta({ description: 'Of the customers looked at.' });
const Clv = z.int().nonnegative().meta({
  description: 'Lifetime value that moves with them, minor units, as it is after the change.',
});

const sums = {
  customers: Customers,
  interval: Interval,
  share: Share,
  clv: Clv,
  clvInterval: Interval,
};

const Move = z.strictObject({
  from: z.string().nullable(),
  to: z.string().nullable(),
  ...sums,
  examples: z.array(z.string()).max(examplesMax).meta({
    description: 'Ids of customers who move; none where the class stays.',
  }),
});
export type PreviewMove = z.infer<typeof Move>;

const ClassMoves = z
  .strictObject({
    moved: z.strictObject(sums).meta({ description: 'Everybody whose class changes.' }),
    matrix: z.array(Move).meta({ description: 'From class to class, unchanged ones included.' }),
  })
  .meta({ id: 'PreviewClassMoves' });
export type ClassMoves = z.infer<typeof ClassMoves>;

const Scenario = z
  .strictObject({
    tiers: z.array(TierBound).meta({ description: 'The bounds that would hold, best first.' }),
    amounts: AmountBounds.nullable(),
    tier: ClassMoves,
    risk: ClassMoves,
    activity: ClassMoves,
    stage: ClassMoves,
  })
  .meta({ id: 'PreviewScenario' });
export type PreviewScenario = z.infer<typeof Scenario>;

/** Who would move, and how much lifetime value with them, if the settings were put in force. Nothing is stored. */
export const SettingsPreview = z
  .strictObject({
    preview: z.literal(true),
    version: z.int().min(1).meta({ description: 'The version in force, which was compared with.' }),
    state: z.enum(['ok', 'insufficient_data']).meta({
      description: '`insufficient_data`: without a model there are neither tiers nor risk.',
    }),
    asOf: z.iso.date(),
    modelVersion: z.string().nullable(),
    currency: z.string(),
    sample: z.strictObject({
      customers: z.int().nonnegative().meta({ description: 'Looked at, by their stored sums.' }),
      leftOut: z.int().nonnegative().meta({
        description: 'Erased or merged, with a purchase that lies ahead, or with broken sums.',
      }),
      population: z.int().nonnegative().nullable().meta({
        description:
          'Customers of the shop by its last complete run; null where there was none and the sample is not everybody.',
      }),
      exact: z.boolean().meta({ description: 'Everybody was looked at.' }),
    }),
    changes: z
      .strictObject({ atOnce: z.array(z.string()), withNextModel: z.array(z.string()) })
      .meta({ description: 'JSON pointers to what differs, by when it takes effect.' }),
    atOnce: Scenario.meta({
      description: 'With the model in use, as the next night would decide.',
    }),
    withNextModel: Scenario.meta({
      description:
        'With bounds cut again, and churn risk levelled again, under the new settings; the parameters stay those of the model in use.',
    }),
    approximate: z.array(z.enum(classNames)).meta({
      description:
        'Classes that the next model may move further than `withNextModel` says: what it learns for another churn horizon, or by another purchase model, is not known before it is fitted.',
    }),
  })
  .meta({ id: 'ScoringSettingsPreview' });
export type SettingsPreview = z.infer<typeof SettingsPreview>;
