import type { InputError } from './failure.ts';

/** What is wrong with a window of the query, `from` and `to` inclusive, that ends before it begins. */
export const beforeFrom: InputError = {
  pointer: '?to',
  code: 'before_from',
  message: 'The window ends before it begins',
};
