import type { Route } from '../../../lib/contract/route.ts';
import type { Failure } from '../../../lib/shared/failure.ts';
import { type Explain, type Handler, handler } from '../handler.ts';
import { refusePage } from './hosted-page.ts';

/** Whether nothing but the address is wrong: a name that somebody appended, or one that is cut off. */
const isOfAddress = ({ code, errors = [] }: Failure): boolean =>
  code === 'invalid_request' &&
  errors.length > 0 &&
  errors.every(({ pointer }) => pointer.startsWith('?') || pointer.startsWith(':'));

/** The address is judged before a handler runs, and a visitor reads a page about it all the same. */
const explain: Explain = (failure, { query: { lang }, call }) =>
  failure.page || !isOfAddress(failure)
    ? failure
    : refusePage({ query: { lang }, call }, failure, { message: 'invalid' }).failure;

/** Binds the handler of a hosted page to its contract row. */
export const pageHandler = <R extends Route>(
  route: R,
  handle: Handler<R>['handle'],
): Handler<R> => ({
  ...handler(route, handle),
  explain,
});
