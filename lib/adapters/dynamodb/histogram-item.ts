import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

/** Schema number of histogram items; readers upcast older ones. */
export const histogramSchema = 1;

/** A histogram as it is stored. */
export const Counts = z.object({
  responses: z.int(),
  completed: z.int(),
  questions: z.record(
    z.string(),
    z
      .object({
        answered: z.int(),
        values: z.record(z.string(), z.int()),
        numbers: z.object({ count: z.int(), sum: z.number(), squares: z.number() }).optional(),
        places: z.record(z.string(), z.object({ sum: z.int(), first: z.int() })).optional(),
        dates: z.object({ earliest: z.string(), latest: z.string() }).optional(),
      })
      .transform(({ numbers, places, dates, ...counts }) => ({
        ...counts,
        ...(numbers && { numbers }),
        ...(places && { places }),
        ...(dates && { dates }),
      })),
  ),
});

/** A write whose condition no longer holds was done by somebody else. */
export const unlessRefused = async (write: () => Promise<unknown>): Promise<void> => {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
