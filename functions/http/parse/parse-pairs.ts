import type { InputError } from '../../../lib/shared/failure.ts';
import { decodeFormText, isDangerous, type Parsed, pointerStep } from './text.ts';

const pairsMax = 1_000;

/**
 * Reads `name=value` pairs (a query string, or a form as browsers send it). A name that stands more
 * than once gives an array. The object has no prototype, so that every name is just a name.
 */
export const parsePairs = (text: string, pointer: (name: string) => string): Parsed => {
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > pairsMax) return { ok: false, detail: `More than ${pairsMax} values` };
  const values: Record<string, string | string[]> = Object.create(null);
  const errors: InputError[] = [];
  for (const pair of pairs) {
    const [name, value] = splitPair(pair);
    if (name === undefined || value === undefined)
      return { ok: false, detail: 'A percent-encoded value is not UTF-8' };
    if (isDangerous(name))
      errors.push({
        pointer: pointer(name),
        code: 'forbidden_name',
        message: 'This name is not taken',
      });
    else add(values, name, value);
  }
  if (errors.length > 0) return { ok: false, detail: 'There are names that are refused', errors };
  return { ok: true, value: values };
};

export const parseQuery = (text: string): Parsed => parsePairs(text, (name) => `?${name}`);

export const parseForm = (text: string): Parsed => parsePairs(text, pointerStep);

const splitPair = (pair: string): readonly (string | undefined)[] => {
  const at = pair.indexOf('=');
  const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  return [decodeFormText(name)?.normalize('NFC'), decodeFormText(value)?.normalize('NFC')];
};

const add = (values: Record<string, string | string[]>, name: string, value: string): void => {
  const known = values[name];
  if (known === undefined) values[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else values[name] = [known, value];
};
