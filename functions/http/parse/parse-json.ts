import type { InputError } from '../../../lib/shared/failure.ts';
import { depthMax, scanJson } from './scan-json.ts';
import { type Parsed, pointerStep } from './text.ts';

/** Reads JSON strictly: each member once, bounded depth, well-formed strings in NFC. */
export const parseJson = (text: string): Parsed => {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { deep, errors } = scanJson(text);
  if (deep) return { ok: false, detail: `The JSON is nested deeper than ${depthMax} levels` };
  if (errors.length > 0)
    return { ok: false, detail: 'The JSON has names that are refused', errors };
  const illFormed: InputError[] = [];
  const value = normalize(parsed.value, '', illFormed);
  return illFormed.length === 0
    ? { ok: true, value }
    : { ok: false, detail: 'The JSON has text that is not Unicode', errors: illFormed };
};

const parse = (text: string): Parsed => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, detail: 'The body is not JSON' };
  }
};

const normalize = (value: unknown, pointer: string, errors: InputError[]): unknown => {
  if (typeof value === 'string') return normalizeText(value, pointer, errors);
  if (Array.isArray(value))
    return value.map((item, index) => normalize(item, pointer + pointerStep(index), errors));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const at = pointer + pointerStep(name);
      return [normalizeText(name, at, errors), normalize(member, at, errors)];
    }),
  );
};

const normalizeText = (text: string, pointer: string, errors: InputError[]): string => {
  if (!text.isWellFormed())
    errors.push({ pointer, code: 'ill_formed_text', message: 'A surrogate stands alone' });
  return text.normalize('NFC');
};
