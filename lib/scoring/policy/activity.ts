import * as z from 'zod';

const Silence = z.strictObject({
  intervals: z
    .number()
    .gt(0)
    .max(100)
    .meta({ description: 'Multiples of the own expected interval.' }),
  daysMin: z.int().min(1).max(3650).meta({ description: 'Never earlier than this.' }),
});

/** From which silence on a customer counts as silent or lost. */
export const ActivitySettings = z
  .strictObject({
    newDays: z.int().min(1).max(365).meta({ description: 'Days from the first purchase.' }),
    silent: Silence,
    lost: Silence,
  })
  .refine(
    ({ silent, lost }) => silent.intervals < lost.intervals && silent.daysMin < lost.daysMin,
    { message: 'must be later than silent', path: ['lost'] },
  );
export type ActivitySettings = z.infer<typeof ActivitySettings>;

export const defaultActivitySettings: ActivitySettings = {
  newDays: 30,
  silent: { intervals: 1.5, daysMin: 30 },
  lost: { intervals: 3, daysMin: 90 },
};
