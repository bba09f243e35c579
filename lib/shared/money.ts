import * as z from 'zod';

/** Integer minor units with an ISO 4217 currency. */
export const Money = z.strictObject({
  amount: z.int().meta({ description: 'Minor units (cents, fen).' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Three capital letters (ISO 4217)')
    .meta({ description: 'ISO 4217.' }),
});
export type Money = z.infer<typeof Money>;

/** ISO 4217's own code for "no currency", where there are no amounts. */
export const noCurrency = 'XXX';

/** Digits behind the point of a currency (2 for CNY and USD, 0 for JPY, 3 for KWD). */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/**
 * Converts minor units of one currency into another with a decimal-string rate (major to major),
 * rounded half to even, exactly (no binary fractions on the way).
 */
export const convert = (money: Money, rate: string, currency: string): Money => {
  const [whole = '0', fraction = ''] = rate.split('.');
  const shift = minorDigits(currency) - minorDigits(money.currency) - fraction.length;
  const product = BigInt(money.amount) * BigInt(whole + fraction);
  const amount =
    shift >= 0 ? product * 10n ** BigInt(shift) : divideHalfEven(product, 10n ** BigInt(-shift));
  return { amount: Number(amount), currency };
};

const divideHalfEven = (dividend: bigint, divisor: bigint): bigint => {
  const negative = dividend < 0n;
  const size = negative ? -dividend : dividend;
  const quotient = size / divisor;
  const twice = (size % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
};
