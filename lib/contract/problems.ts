import * as z from 'zod';
import { type Failure, type FailureCode, failures } from '../shared/failure.ts';
import type { Route } from './route.ts';

const codes = Object.keys(failures) as readonly FailureCode[]; // Object.keys forgets the literal names

/** One thing wrong with the input. */
export const ProblemError = z
  .strictObject({
    pointer: z.string().meta({
      description:
        'RFC 6901 into the body, `?name` for a query parameter, `:name` for a part of the path.',
    }),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ProblemError' });

/** Every answer that is neither success nor redirection (RFC 9457). Some codes add members of their own. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ description: 'Where the code is described.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(codes).meta({ description: 'Stable name of the failure: match on this.' }),
    requestId: z.string(),
    errors: z.array(ProblemError).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Where the documentation describes a failure. */
export const problemType = (code: FailureCode): string => `/docs#problem-${code}`;

/** What is said where a failure has no words of its own: what is wrong with the input, or the title. */
const detailOf = ({ code, errors = [] }: Failure): string =>
  errors.length === 0
    ? failures[code].title
    : errors.map(({ pointer, message }) => `${pointer || 'body'}: ${message}`).join('; ');

/** The wire form of a failure. Members of `data` never replace the standard ones. */
export const toProblem = (
  failure: Failure,
  about: { readonly instance: string; readonly requestId: string },
): Problem => ({
  ...failure.data,
  type: problemType(failure.code),
  title: failures[failure.code].title,
  status: failures[failure.code].status,
  detail: failure.detail ?? detailOf(failure),
  instance: about.instance,
  code: failure.code,
  requestId: about.requestId,
  ...(failure.errors === undefined ? {} : { errors: [...failure.errors] }),
});

const sharedFailures: readonly (readonly [FailureCode, (route: Route) => boolean])[] = [
  ['malformed_request', () => true],
  ['invalid_cursor', (route) => 'cursor' in route.query.shape],
  ['invalid_idempotency_key', (route) => route.method === 'POST'],
  ['unauthenticated', (route) => typeof route.scopes !== 'string'],
  ['insufficient_scope', (route) => typeof route.scopes !== 'string' && route.scopes.length > 0],
  ['request_in_progress', (route) => route.method === 'POST'],
  ['idempotency_key_reused', (route) => route.method === 'POST'],
  ['stale_version', (route) => route.concurrency === 'etag' && route.method !== 'GET'],
  ['body_too_large', (route) => route.body !== undefined],
  ['unsupported_media_type', (route) => route.body !== undefined],
  ['invalid_request', () => true],
  ['internal_error', () => true],
  ['busy', () => true],
];

/** Every failure that a route can answer with: its own and those that its shape brings. */
export const failuresOf = (route: Route): readonly FailureCode[] => [
  ...new Set([
    ...sharedFailures.filter(([, applies]) => applies(route)).map(([code]) => code),
    ...route.failures,
  ]),
];
