const e164 = /^\+[1-9]\d{6,14}$/;
const separators = /[\s\-./()\u2010-\u2015]/g;

/**
 * A phone number in E.164, or undefined when it is none. The country code must be given (`+86…`):
 * one deployment serves customers of many countries, and guessing a country makes two people one.
 * Full-width digits become plain ones, spaces and punctuation go; a trunk zero in brackets
 * (`+44 (0)20`) is refused, because it would become part of another number.
 */
export const toPhoneNumber = (text: string): string | undefined => {
  const plain = text.normalize('NFKC');
  if (plain.includes('(0)')) return undefined;
  const number = plain.replace(separators, '');
  return e164.test(number) ? number : undefined;
};
