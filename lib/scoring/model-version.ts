import * as z from 'zod';
import { GapQuantiles } from '../churn/churn-horizon.ts';
import { ChurnModel } from '../churn/churn-model-schema.ts';
import { transactionModelNames } from '../value/transaction-model.ts';
import { AmountBounds } from './amount-bounds.ts';
import { Evaluation } from './evaluation-schema.ts';
import { ValueSettings } from './policy/value.ts';
import { ReferralModel } from './referral-model-schema.ts';
import { RfmModel } from './rfm-model-schema.ts';

const Parameters = z.record(z.string(), z.number().positive());
const FitStatus = z.enum(['converged', 'boundary', 'not_identified']).meta({
  description:
    '`boundary`: the likelihood rises towards a limit of the model; `not_identified`: the data do not determine the parameters, nothing is published.',
});

const fitMembers = {
  parameters: Parameters,
  logLikelihood: z.number(),
  customers: z.int().nonnegative(),
  fit: FitStatus,
  gradientNorm: z.number().nonnegative(),
};

export const TransactionsFit = z.strictObject({
  model: z.enum(transactionModelNames),
  ...fitMembers,
});
export type TransactionsFit = z.infer<typeof TransactionsFit>;

export const SpendModelFit = z.strictObject({
  model: z.literal('gamma-gamma'),
  ...fitMembers,
  medianSpend: z.number().nonnegative().meta({
    description: 'Major units; stands in for the population mean where q <= 1 and there is none.',
  }),
});
export type SpendModelFit = z.infer<typeof SpendModelFit>;

/** A tier and its least CLV in minor units; the last one starts at 0. */
export const TierBound = z.strictObject({ id: z.string(), from: z.number().nonnegative() });
export type TierBound = z.infer<typeof TierBound>;

/** The typical customer of the sample, from whom reasons are counted. */
export const Baseline = z.strictObject({
  repeats: z.int().nonnegative(),
  recencyShare: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: 'Median of tx / T among repeat buyers.' }),
  tenureWeeks: z.number().nonnegative(),
});
export type Baseline = z.infer<typeof Baseline>;

/** Parameters, and everything else that must not move between two promotions. */
export const ModelVersion = z
  .strictObject({
    version: z.string(),
    status: z.enum(['candidate', 'active', 'superseded', 'insufficient_data']),
    unit: z.literal('week'),
    dataEnd: z.iso.date(),
    fittedAt: z.iso.datetime(),
    currency: z.string(),
    policyVersion: z.int(),
    customers: z.strictObject({
      sample: z.int().nonnegative(),
      buyers: z.int().nonnegative(),
      repeatBuyers: z.int().nonnegative(),
    }),
    transactions: TransactionsFit.nullable().meta({
      description:
        'Null where the purchases determine none; `churn.renewals` may then score contracts alone.',
    }),
    spend: SpendModelFit.nullable(),
    candidates: z.array(z.union([TransactionsFit, SpendModelFit])),
    value: ValueSettings,
    tiers: z.array(TierBound),
    rfm: RfmModel.nullable(),
    amounts: AmountBounds.nullable().meta({ description: 'Bounds of the amount bands.' }),
    baseline: Baseline.nullable(),
    referral: ReferralModel.nullable().meta({
      description: 'Null where no referral has brought a customer yet.',
    }),
    categories: z.array(z.string()).meta({
      description: 'Categories that the sample bought in; the most frequent 200.',
    }),
    churn: ChurnModel.nullable().meta({
      description: 'Null where the risk is P(no purchase) of the transaction model.',
    }),
    purchaseGaps: GapQuantiles.nullable().default(null).meta({
      description:
        'What a definition of churn by gaps is measured with. Null without a second purchase, and in versions before it was kept.',
    }),
    evaluation: Evaluation,
  })
  .meta({ id: 'ModelVersion' });
export type ModelVersion = z.infer<typeof ModelVersion>;
