import * as z from 'zod';
import { Problem } from './problems.ts';

/** Most rows of one batch. */
export const batchMax = 100;

/** The answer to every batch, in the order of its rows: one bad row never fails another. */
export const BatchResults = z
  .strictObject({
    results: z.array(
      z.strictObject({
        index: z.int(),
        status: z.int().meta({ description: 'The status that the row would have had by itself.' }),
        id: z.string().optional(),
        problem: Problem.optional(),
      }),
    ),
  })
  .meta({ id: 'BatchResults' });
export type BatchResults = z.infer<typeof BatchResults>;
