import type * as z from 'zod';
import type { FailureCode } from '../shared/failure.ts';
import { failuresOf } from './problems.ts';
import type { Route } from './route.ts';

/** `createCustomer` or `identity_taken` as the name of a component. */
export const pascalCase = (text: string): string =>
  text.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

const repliesWithSchema = (route: Route): readonly (readonly [string, z.ZodType])[] =>
  Object.entries(route.replies).flatMap(([status, { schema }]) =>
    schema === undefined ? [] : [[status, schema] as const],
  );

/**
 * Component names of the bodies that do not name themselves by `.meta({ id })`: after the route, so
 * that a generated client gets a type for each and nothing is an anonymous object.
 */
export const bodyComponents = (rows: readonly Route[]): Readonly<Record<string, z.ZodType>> => {
  const named = new Map<string, z.ZodType>();
  const seen = new Set<z.ZodType>();
  const add = (name: string, schema: z.ZodType): void => {
    if (seen.has(schema) || schema.meta()?.id !== undefined) return;
    seen.add(schema);
    named.set(name, schema);
  };
  for (const route of rows) {
    const name = pascalCase(route.id);
    if (route.body) add(`${name}Request`, route.body);
    const replies = repliesWithSchema(route);
    for (const [status, schema] of replies)
      add(replies.length > 1 ? `${name}Response${status}` : `${name}Response`, schema);
  }
  return Object.fromEntries(named);
};

/** Statuses that a route's failures have, with the codes behind each. */
export const codesByStatus = (
  route: Route,
  statusOf: (code: FailureCode) => number,
): ReadonlyMap<number, readonly FailureCode[]> => Map.groupBy(failuresOf(route), statusOf);
