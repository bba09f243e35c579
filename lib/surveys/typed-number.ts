// No import: the script of the hosted form is made from this file.

/** Commas between thousands, as our own hints write them. */
const groupedNumber = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/;

/**
 * A number as people type it, in the spelling that parsing takes: Chinese keyboards write wide digits
 * and nobody means a space in a number.
 */
export const typedNumber = (text: string): string => {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  return groupedNumber.test(plain) ? plain.replaceAll(',', '') : plain;
};
