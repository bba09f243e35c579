import * as z from 'zod';
import { signalNames } from './churn-signals.ts';

const SignalName = z.enum(signalNames);

const Coefficient = z.strictObject({
  signal: SignalName,
  coefficient: z
    .number()
    .meta({ description: 'Log odds of churn per natural unit of the signal.' }),
  mean: z.number().meta({ description: 'Mean over the customers of the fit.' }),
});

const Lesson = z.strictObject({
  cut: z.iso.date().meta({ description: 'Last day that was known.' }),
  days: z.int().positive(),
  customers: z.int().nonnegative(),
  churned: z.int().nonnegative(),
  shift: z.number().meta({
    description:
      'Log odds by which more churned in this window than the transaction model expected.',
  }),
});

/** The shifted beta-geometric of renewals (Fader and Hardie 2007). */
const Renewals = z.strictObject({
  termDaysMax: z.int().positive().nullable().meta({
    description: 'Contracts of terms up to so many days; null: all longer ones.',
  }),
  method: z.enum(['shifted_beta_geometric', 'pooled']).meta({
    description: '`pooled`: too few contracts, one probability of renewal for all.',
  }),
  alpha: z.number().positive(),
  beta: z.number().positive(),
  contracts: z.int().nonnegative(),
  decided: z.int().nonnegative().default(0).meta({
    description:
      'Contracts that were renewed or ended: what the probabilities are known from. 0 in versions before it was kept.',
  }),
});

/** What churn risk is computed with besides the transaction model; pinned in the model version. */
export const ChurnModel = z.strictObject({
  kind: z.enum(['combined', 'transactions']).meta({
    description:
      '`combined`: the transaction model and the signals below; `transactions`: past windows hold too little, P(no purchase) stands alone.',
  }),
  horizonDays: z.int().positive(),
  lessons: z.array(Lesson),
  levelShift: z.number().meta({
    description:
      'Log odds by which today’s mean risk is moved from the transaction model’s; each window of the greatest length counts as one observation, no shift as one more.',
  }),
  intercept: z.number(),
  modelWeight: z.number().positive().meta({
    description:
      'Weight of the log odds of P(no purchase) about their mean, learnt like a coefficient; 1 is as they are.',
  }),
  modelMean: z
    .number()
    .meta({ description: 'Mean of those log odds over the customers of the fit.' }),
  spendReference: z.number().nonnegative().meta({ description: 'Median total, minor units.' }),
  gapDays: z.number().positive().nullable().default(null).meta({
    description:
      'Mean days between neighbouring purchases; durations count in it. Null: in ninths of the horizon, as in versions before it was kept.',
  }),
  signals: z.array(Coefficient),
  unused: z.array(SignalName).meta({
    description: 'Signals that did not vary in the past windows, or with too few cases.',
  }),
  typical: z
    .strictObject({
      repeats: z.int().nonnegative(),
      lastPurchaseWeeks: z.number().nonnegative(),
      tenureWeeks: z.number().nonnegative(),
    })
    .meta({ description: 'The typical purchase history, from which parts are counted.' }),
  renewals: z.array(Renewals).meta({
    description: 'By length of term, the shortest first; empty without contracts.',
  }),
});
export type ChurnModel = z.infer<typeof ChurnModel>;
