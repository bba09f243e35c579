import * as z from 'zod';

/** Names that the form encoding and the hosted form use for themselves. */
export const reservedNames: readonly string[] = [
  'token',
  'language',
  'lang',
  'complete',
  'answers',
  'hidden',
  'resumeToken',
  'revision',
  'constructor',
  'prototype',
];

/** A name that a definition gives to something. */
export const Identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'A letter, then up to 39 letters, digits, _ or -');

export const QuestionId = Identifier.refine((id) => !reservedNames.includes(id), {
  message: 'This name is used by the form itself',
  params: { code: 'reserved_name' },
});

/** Choices may be numbers in a spreadsheet of the business: a digit may stand first. */
export const OptionId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'Up to 40 letters, digits, _ or -');
