import * as z from 'zod';

const error = 'A whole number from 1 to 100';

/** Items on one page of a list. */
export const Limit = z.coerce
  .number({ error })
  .int({ error })
  .min(1, { error })
  .max(100, { error })
  .default(25);
