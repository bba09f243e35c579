import * as z from 'zod';

/** When a customer counts as gone, and the bands of the risk. */
export const ChurnSettings = z
  .strictObject({
    horizonDays: z
      .int()
      .min(7)
      .max(1825)
      .meta({ description: 'No purchase in so many days is churn.' }),
    mediumFrom: z.number().gt(0).lt(1),
    highFrom: z.number().gt(0).lt(1),
    hysteresis: z.number().min(0).max(0.2).meta({ description: 'Absolute margin at band bounds.' }),
  })
  .refine(({ mediumFrom, highFrom }) => mediumFrom < highFrom, {
    message: 'must be above mediumFrom',
    path: ['highFrom'],
  });
export type ChurnSettings = z.infer<typeof ChurnSettings>;

export const defaultChurnSettings: ChurnSettings = {
  horizonDays: 273,
  mediumFrom: 0.5,
  highFrom: 0.8,
  hysteresis: 0.02,
};
