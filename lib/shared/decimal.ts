import * as z from 'zod';

/** Tables keep numbers from here on, and up to the largest whole number that every JSON reader has exactly (RFC 7493). */
const magnitudeMin = 1e-130;
const magnitudeMax = Number.MAX_SAFE_INTEGER;

/** Whether a number is kept as it is. JSON can write others, and so can whoever means harm. */
export const isKept = (value: number): boolean => {
  const magnitude = Math.abs(value);
  return value === 0 || (magnitude >= magnitudeMin && magnitude <= magnitudeMax);
};

export const notKept = {
  code: 'number_out_of_range',
  message: `Up to ${magnitudeMax}, and not closer to zero than ${magnitudeMin}`,
} as const;

/** A number with decimals that a table keeps as it is. */
export const Decimal = z
  .number()
  .refine(isKept, { message: notKept.message, params: { code: notKept.code } });
