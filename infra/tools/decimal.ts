import { minorDigits } from '../../lib/shared/money.ts';

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * A decimal text in major units as integer minor units of a currency, exactly (no binary fractions).
 * Answers undefined for text that is no decimal or has more digits than the currency.
 */
export const toMinor = (text: string, currency: string): number | undefined => {
  const match = decimal.exec(text.trim().replaceAll(',', ''));
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = minorDigits(currency);
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) return undefined;
  const minor = Number(`${whole || '0'}${kept.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return undefined;
  return sign === '-' && minor !== 0 ? -minor : minor;
};
