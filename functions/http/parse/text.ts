import type { InputError } from '../../../lib/shared/failure.ts';

/** Names that reach an object's prototype where code assigns by name. No schema of ours has them. */
const dangerousNames = new Set(['__proto__', 'constructor', 'prototype']);

export const isDangerous = (name: string): boolean => dangerousNames.has(name);

/** A parser's outcome: the value, or all that keeps it from being read. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly detail: string; readonly errors?: readonly InputError[] };

/** The text of UTF-8 bytes without byte order mark, absent when they are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Percent-decoding as forms and query strings do it; absent when the bytes behind it are not UTF-8. */
export const decodeFormText = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/** One step of an RFC 6901 pointer. */
export const pointerStep = (name: string | number): string =>
  `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
