import * as z from 'zod';
import { Money } from '../shared/money.ts';
import { activities, stages } from './classes.ts';
import { loyaltyClasses } from './loyalty-index.ts';
import { Improvements, Reasons } from './reason-schema.ts';
import { ScorecardBands } from './scorecard-bands-schema.ts';
import { ScorecardChurn } from './scorecard-churn-schema.ts';
import { needs } from './scorecard-needs.ts';
import { NextTier, TierStay } from './scorecard-tier-schema.ts';
import { ScorecardMatrix, ScorecardValue } from './scorecard-value-schema.ts';

const Answer = z.strictObject({ value: z.number(), at: z.iso.datetime(), responseId: z.string() });

/** Steps of the relationship: win, grow, turn into a regular, keep. */
export const processes = ['acquire', 'nurture', 'convert', 'maintain'] as const;

/** The scorecard of a customer: exact values of the as-of day beside the stored classes. */
export const Scorecard = z
  .strictObject({
    customerId: z.string(),
    asOf: z.iso.date(),
    knownAt: z.iso.datetime(),
    modelVersion: z.string().nullable(),
    policyVersion: z.int(),
    inputsHash: z.string(),
    state: z.enum(['ok', 'insufficient_data']).meta({
      description:
        '`insufficient_data` where there is no purchase or no usable model: `missing` says what for.',
    }),
    missing: z.array(
      z.strictObject({
        field: z.string(),
        code: z.literal('insufficient_data'),
        needs: z.enum(needs),
      }),
    ),
    value: ScorecardValue,
    expectedPurchases: z.strictObject({ mean: z.number(), horizonDays: z.int() }).nullable(),
    tier: z.string().nullable(),
    tierStay: TierStay,
    nextTier: NextTier,
    bands: ScorecardBands,
    rfm: z
      .strictObject({
        recency: z.int().min(1).max(10),
        frequency: z.int().min(1).max(10),
        monetary: z.int().min(1).max(10),
        cell: z.string().meta({
          description: 'The scores in a row, recency first (with ten bins parted by `-`).',
        }),
        name: z.string().meta({ description: 'Id of the cell in the scoring policy.' }),
        sum: z.int(),
      })
      .nullable()
      .meta({ description: 'By the bins and cells that the model version pins, 1 is the worst.' }),
    stage: z.enum(stages),
    activity: z.enum(activities),
    process: z.enum(processes),
    churn: ScorecardChurn,
    satisfaction: z.strictObject({
      nps: Answer.nullable(),
      csat: Answer.nullable(),
      ces: Answer.nullable(),
      loyaltyIndex: z
        .strictObject({
          stated: z.number().min(0).max(100).nullable().meta({
            description:
              'What the customer says: the mean of the last recommendation × 10 and the last intention to buy again.',
          }),
          behavioural: z.number().min(0).max(100).nullable().meta({
            description:
              'What the customer does: still there (0.4), repeat purchases (0.2), years (0.15), share of wallet where freshly stated (0.15), referrals (0.1).',
          }),
          class: z.enum(loyaltyClasses).nullable().meta({
            description:
              'Stated from 70 by behavioural from 50 (Dick and Basu): `true_loyal` both, `latent_loyal` says so only, `spurious_loyal` does so only, `no_loyalty` neither. Null unless both are known.',
          }),
        })
        .meta({ description: 'Both 0 to 100; `missing` says what a null needs.' }),
    }),
    matrix: ScorecardMatrix,
    reasons: Reasons,
    improvements: Improvements,
    actions: z
      .array(
        z.strictObject({ code: z.string(), expectedValue: Money, cost: Money, reason: z.string() }),
      )
      .nullable(),
  })
  .meta({ id: 'Scorecard' });
export type Scorecard = z.infer<typeof Scorecard>;
