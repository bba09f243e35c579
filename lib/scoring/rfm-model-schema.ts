import * as z from 'zod';
import { RfmSettings } from './policy/rfm.ts';

/**
 * A bound between two bins: a value, and among equal values the part that still lies below it (1: all of them).
 * A tuple, because a nested table of ten bins holds a thousand.
 */
const Cut = z
  .tuple([z.number(), z.number().min(0).max(1)])
  .meta({ description: 'Value, and the share of tie numbers that lies below among equal values.' });
export type Cut = z.infer<typeof Cut>;

const Row = z.array(Cut);

/** The settings that RFM was cut under, and its bounds in the sample: a score counts the bounds that a value is above. */
export const RfmModel = z.strictObject({
  settings: RfmSettings,
  recencyDays: Row,
  purchaseDays: z.array(Row).meta({
    description: 'One row; nested: one for each recency score, the lowest first.',
  }),
  spend: z.array(Row).meta({
    description:
      'Net total, minor units. One row; nested: one for each pair of recency and frequency score.',
  }),
});
export type RfmModel = z.infer<typeof RfmModel>;
