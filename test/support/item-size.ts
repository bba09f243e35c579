import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;

const utf8 = (text: string): number => Buffer.byteLength(text);

/** Bytes of a number: one for each two significant digits, one more, and one for a minus sign. */
const numberSize = (text: string): number => {
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
  return Math.ceil(Math.max(digits.length, 1) / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const valueSize = (value: AttributeValue): number => {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return sum(value.SS.map(utf8));
  if (value.NS !== undefined) return sum(value.NS.map(numberSize));
  if (value.L !== undefined) return 3 + sum(value.L.map((element) => valueSize(element) + 1));
  if (value.M !== undefined) {
    return (
      3 + sum(Object.entries(value.M).map(([name, element]) => utf8(name) + valueSize(element) + 1))
    );
  }
  return 1;
};

/**
 * Size of an item in bytes by the rules of the DynamoDB developer guide ("DynamoDB item sizes and
 * formats"): names and strings in UTF-8, numbers by significant digits, three bytes for a list or map
 * and one for each of its elements.
 */
export const itemSize = (item: Item): number =>
  sum(Object.entries(item).map(([name, value]) => utf8(name) + valueSize(value)));
