import type { Failure, FailureCode } from './failure.ts';

/** The outcome of a use case: a value, or an expected failure. Bugs throw instead. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (
  code: FailureCode,
  more: Omit<Failure, 'code'> = {},
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, ...more } });

/** All that is wrong with parts of one request that were checked apart. */
export const failTogether = (...parts: readonly Result<unknown>[]) =>
  fail('invalid_request', {
    errors: parts.flatMap((part) => (part.ok ? [] : (part.failure.errors ?? []))),
  });
