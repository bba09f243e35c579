import * as z from 'zod';
import { RenewalEvaluation } from './renewal-evaluation-schema.ts';

const Share = z.number().min(0).max(1);
const Area = Share.nullable().meta({
  description:
    'Probability that a customer who stayed away ranks above one who bought, ties one half; null where all or none did.',
});

/** Predicted counts or amounts against what came. */
export const CountErrors = z.strictObject({
  total: z.number().meta({ description: 'Sum of the predictions.' }),
  actual: z.number(),
  bias: z.number().nullable().meta({ description: 'Total over actual, less 1.' }),
  mae: z.number().nonnegative().meta({ description: 'Mean absolute error per customer.' }),
  rmse: z.number().nonnegative().meta({ description: 'Root mean squared error per customer.' }),
});
export type CountErrors = z.infer<typeof CountErrors>;

export const CalibrationBin = z.strictObject({ predicted: Share, observed: Share, n: z.int() });
export type CalibrationBin = z.infer<typeof CalibrationBin>;

/** Probabilities of no purchase in the window against what came. */
export const ChurnScores = z.strictObject({
  auc: Area,
  brier: z.number().nonnegative().meta({ description: 'Mean squared error of the probability.' }),
  logLoss: z.number().nonnegative().meta({ description: 'Mean of -ln P(what came).' }),
  ece10: Share.meta({
    description:
      'Expected calibration error: mean distance of predicted and observed over ten bins of equal count.',
  }),
  calibration: z
    .array(CalibrationBin)
    .max(10)
    .meta({ description: 'By tenths of the customers, lowest risk first.' }),
});
export type ChurnScores = z.infer<typeof ChurnScores>;

/** Predicted spend against what came, in minor units. */
export const SpendErrors = CountErrors.extend({
  topTenth: Share.nullable().meta({
    description: 'Share of the actual spend that the best tenth by prediction holds.',
  }),
  pastTopTenth: Share.nullable().meta({
    description: 'The same by past spend: what the model has to beat.',
  }),
  perfectTopTenth: Share.nullable().meta({ description: 'The same by perfect knowledge.' }),
});
export type SpendErrors = z.infer<typeof SpendErrors>;

/** A stretch of the past that was kept back. */
export const EvaluationWindow = z.strictObject({
  cut: z.iso.date().meta({ description: 'The last day that the fit knew.' }),
  end: z.iso.date().meta({ description: 'The last day of the window, inclusive.' }),
  days: z.int().positive(),
});
export type EvaluationWindow = z.infer<typeof EvaluationWindow>;

/** One transaction model, fitted on what lies before the cut. */
export const CandidateResult = z.strictObject({
  model: z.string(),
  fit: z.enum(['converged', 'boundary', 'not_identified']),
  parameters: z.record(z.string(), z.number()),
  purchases: CountErrors.nullable(),
  churn: ChurnScores.nullable().meta({ description: 'Of its P(no purchase in the window).' }),
});
export type CandidateResult = z.infer<typeof CandidateResult>;

/** What anybody could do without a model; AUC of ranking by it. */
export const Baselines = z.strictObject({
  recency: Area,
  frequency: Area,
  spend: Area,
  rfm: Area.meta({ description: 'AUC of the sum of the quintiles of recency, frequency, spend.' }),
  scaledFrequency: CountErrors.meta({
    description: 'Repeat purchases so far, scaled to the length of the window.',
  }),
});
export type Baselines = z.infer<typeof Baselines>;

export const Comparison = z.strictObject({
  against: z.enum(['recency', 'rfm', 'active', 'recipe']).meta({
    description:
      '`recency`, `rfm`: a ranking without a model; `active`: the model in use, which has seen nothing of the window; `recipe`: where it has, its transaction model and kind of risk against this version’s, both fitted as of the cut.',
  }),
  measure: z.enum(['auc', 'brier', 'mae']),
  difference: z.number().meta({ description: 'This version less the other, same customers.' }),
  standardError: z.number().nonnegative().meta({ description: 'Of the paired difference.' }),
  loses: z
    .boolean()
    .meta({ description: 'Worse by more than one standard error; against a recipe, two.' }),
});
export type Comparison = z.infer<typeof Comparison>;

/** The whole procedure, repeated as of the cut, against what came after it. */
export const HoldOut = z.strictObject({
  window: EvaluationWindow,
  customers: z.int().nonnegative(),
  bornAfter: z.int().nonnegative().meta({
    description: 'Customers whose first purchase lies after the cut: left out.',
  }),
  contractual: z.int().nonnegative().meta({
    description: 'Customers with a contract, whose end is observed: left out.',
  }),
  churned: Share.meta({ description: 'Share without a purchase in the window.' }),
  candidates: z.array(CandidateResult),
  published: z.strictObject({
    transactions: z.string(),
    why: z.string(),
    churn: z.enum(['combined', 'transactions']).meta({
      description: 'Whether the risk is the combined one or P(no purchase) of the transactions.',
    }),
    purchases: CountErrors,
    risk: ChurnScores,
    spend: SpendErrors.nullable(),
    gains: z.array(Share).meta({
      description: 'Share of the purchases of the best tenth, two tenths and so on by prediction.',
    }),
  }),
  baselines: Baselines,
  comparisons: z.array(Comparison),
});
export type HoldOut = z.infer<typeof HoldOut>;

/** Why there is no hold-out: what would be needed of what. */
export const MissingForHoldOut = z.strictObject({
  what: z.enum(['days', 'customers', 'repeatBuyers', 'churned', 'stayed', 'models']),
  has: z.int().nonnegative(),
  needs: z.int().positive(),
});
export type MissingForHoldOut = z.infer<typeof MissingForHoldOut>;

/** How the transaction model was chosen. */
export const ModelChoice = z.strictObject({
  chosen: z.string().nullable(),
  why: z.string(),
  validation: z
    .strictObject({
      window: EvaluationWindow,
      customers: z.int().nonnegative(),
      candidates: z.array(
        z.strictObject({
          model: z.string(),
          fit: z.enum(['converged', 'boundary', 'not_identified']),
          scaledError: z.number().nonnegative().nullable().meta({
            description:
              'Mean absolute error of the expected purchases, scaled to what the window brought in all.',
          }),
          auc: Area,
        }),
      ),
    })
    .nullable()
    .meta({ description: 'The last quarter of the data, kept back to choose by.' }),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/** What is known of how good a version is. */
export const Evaluation = z.strictObject({
  spendCorrelation: z.number().nullable(),
  spendDependsOnFrequency: z.boolean().meta({
    description:
      'The correlation of spend and frequency is above 0.3: lifetime value is then biased.',
  }),
  choice: ModelChoice,
  holdOut: HoldOut.nullable(),
  missing: z.array(MissingForHoldOut).meta({ description: 'Why there is no hold-out.' }),
  renewals: RenewalEvaluation.nullable().default(null).meta({
    description: 'How good the renewals of contracts are; null without contracts.',
  }),
});
export type Evaluation = z.infer<typeof Evaluation>;
