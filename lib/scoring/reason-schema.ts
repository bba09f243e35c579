import * as z from 'zod';
import { loweringCodes } from '../churn/lowering.ts';
import { reasonCodes } from './reason-codes.ts';

const Text = z
  .strictObject({ en: z.string(), zh: z.string() })
  .meta({ description: 'In words, in both languages.' });

/** Why the scores are what they are. */
export const Reasons = z.readonly(
  z.array(
    z.strictObject({
      score: z.enum(['tier', 'clv', 'churn']),
      code: z.enum(reasonCodes),
      contribution: z.number().meta({
        description:
          'In the unit of the score. The contributions of one score sum to it: lifetime value by sequential substitution from the typical customer, churn risk by shares of its log odds.',
      }),
      text: Text,
      evidence: z
        .record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]))
        .meta({
          description:
            'What it rests on; `eventType`, `eventsFrom` and `eventsTo` say which events of the customer to list.',
        }),
    }),
  ),
);

/** What would lower the risk, the greatest fall first, then what would lift the tier. */
export const Improvements = z.readonly(
  z.array(
    z.strictObject({
      score: z.enum(['churn', 'tier']),
      code: z.enum([...loweringCodes, 'purchase_days']),
      from: z
        .union([z.number(), z.string()])
        .nullable()
        .meta({ description: 'The risk, or the tier, as it is.' }),
      to: z.union([z.number(), z.string()]).meta({
        description:
          'The risk, or the tier, as it would be: what goes with such customers, no promise of an effect.',
      }),
      purchaseDays: z
        .int()
        .nullable()
        .meta({ description: 'Purchase days of the expected value that the tier needs.' }),
      text: Text,
    }),
  ),
);
