import * as z from 'zod';
import type { Route } from '../../../lib/contract/route.ts';
import type { InputError } from '../../../lib/shared/failure.ts';
import type { Exchange, Middleware } from '../exchange.ts';
import { bodyPointer, inputErrors, type Pointer, parameterPointer } from '../parse/input-errors.ts';
import { parseQuery } from '../parse/parse-pairs.ts';
import { refuse } from '../refusal.ts';

/** What a route without a body reads: nothing, or an empty object from clients that always send one. */
const noBody = z.strictObject({}).optional();

const queryOf = (exchange: Exchange): unknown => {
  const parsed = parseQuery(exchange.rawQueryString);
  if (parsed.ok) return parsed.value;
  const { detail, errors } = parsed;
  return refuse('malformed_request', { detail, ...(errors ? { errors } : {}) });
};

/** The gateway has decoded the parts of the path already. */
const paramsOf = (exchange: Exchange): Record<string, string> =>
  Object.fromEntries(
    Object.entries(exchange.pathParameters ?? {}).map(([name, value = '']) => [
      name,
      value.toWellFormed().normalize('NFC'),
    ]),
  );

const check = async <S extends z.ZodType>(
  schema: S,
  input: unknown,
  pointer: Pointer,
  errors: InputError[],
): Promise<z.output<S> | undefined> => {
  const result = await schema.safeParseAsync(input);
  if (result.success) return result.data;
  errors.push(...inputErrors(result.error, input, pointer));
  return undefined;
};

const readInput = async (exchange: Exchange, route: Route): Promise<void> => {
  const { state } = exchange;
  const errors: InputError[] = [];
  const bodySchema = route.body ?? noBody;
  state.query = (await check(route.query, queryOf(exchange), parameterPointer('?'), errors)) ?? {};
  state.params =
    (await check(route.params, paramsOf(exchange), parameterPointer(':'), errors)) ?? {};
  if (state.rawBody === undefined && !(await bodySchema.safeParseAsync(undefined)).success)
    refuse('malformed_request', {
      detail: 'A body is needed',
      ...(errors.length > 0 ? { errors } : {}),
    });
  state.body = await check(bodySchema, state.rawBody, bodyPointer, errors);
  if (errors.length > 0) refuse('invalid_request', { errors });
};

/** Path, query and body against the schemas of the row: all that is wrong at once, unknown names included. */
export const input: Middleware = {
  before: async ({ event }) => {
    if (event.state.route) await readInput(event, event.state.route);
  },
};
