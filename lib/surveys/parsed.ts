import type { Answer, Encoding } from './answers.ts';

/** What is wrong with an answer, or with one row or option of it. */
export interface AnswerError {
  /** Row or option id; absent where it is the answer as a whole. */
  readonly part?: string;
  readonly code: string;
  readonly message: string;
}

/** An answer that was read, nothing where none was given, or all that is wrong with it. */
export type Parsed =
  | { readonly answer: Answer | undefined }
  | { readonly errors: readonly AnswerError[] };

export interface ParseContext {
  readonly encoding: Encoding;
  /** False for an answer that may still grow. */
  readonly complete: boolean;
}

export const unanswered: Parsed = { answer: undefined };

export const refuse = (code: string, message: string): Parsed => ({ errors: [{ code, message }] });

/** The errors if there are any, otherwise the answer. */
export const parsedUnless = (errors: readonly AnswerError[], answer: Answer): Parsed =>
  errors.length > 0 ? { errors } : { answer };

export const isBlank = (raw: unknown): boolean =>
  raw === undefined || raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0);
