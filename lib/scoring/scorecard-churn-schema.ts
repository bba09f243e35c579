import * as z from 'zod';
import { churnBases } from '../churn/churn-evaluator.ts';
import { riskBands } from './classes.ts';

/** The churn section of a scorecard. */
export const ScorecardChurn = z
  .strictObject({
    risk: z.number().min(0).max(1).meta({
      description: 'P(no purchase in the horizon); of a contract, P(it ends in it unrenewed).',
    }),
    band: z.enum(riskBands).nullable(),
    horizonDays: z.int(),
    basis: z.enum(churnBases).meta({
      description:
        '`combined`: the purchase model and the signals of the fitted churn model; `transactions`: the purchase model alone, past windows hold too little; `contract`: renewals.',
    }),
    definition: z.strictObject({
      by: z.enum(['days', 'gaps', 'contract']),
      percentile: z.number().nullable().meta({ description: 'Of the gaps between purchase days.' }),
      graceDays: z.int().nullable().meta({
        description: 'Days after the end of a contract in which it may still be renewed.',
      }),
    }),
    pAlive: z.number().min(0).max(1).nullable().meta({
      description: 'Latent; not shown where the model takes a single purchase for proof.',
    }),
  })
  .nullable();
export type ScorecardChurn = z.infer<typeof ScorecardChurn>;
