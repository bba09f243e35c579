import type { Access, TableAction, Use } from './access.ts';
import { type JobName, type JobRow, jobFunctions } from './functions.ts';
import { type HttpFunctionRow, httpFunctions, idempotencyAccess } from './http-functions.ts';
import type { HttpGroup, Route } from './route.ts';

interface Common {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Merged: one entry per table and index, actions sorted. */
  readonly access: readonly Access[];
  readonly uses: readonly Use[];
  readonly reservedConcurrency?: number;
}

/** A Lambda function that serves a group of routes. */
export interface HttpFunction extends Common {
  readonly kind: 'http';
  readonly name: HttpGroup;
  readonly routes: readonly Route[];
}

/** A Lambda function that a step, a stream, a message or the user pool wakes. */
export interface JobFunction extends Common {
  readonly kind: 'job';
  readonly name: JobName;
  readonly entry: string;
  readonly trigger: JobRow['trigger'];
}

export type FunctionRow = HttpFunction | JobFunction;

/** Every Lambda function that these routes and the job rows ask for, with all that it may do. */
export const functionRows = (routes: readonly Route[]): readonly FunctionRow[] => [
  ...Object.entries(httpFunctions).map(([name, row]) => httpFunction(asGroup(name), row, routes)),
  ...Object.entries(jobFunctions).map(([name, row]) => jobFunction(asJob(name), row)),
];

const httpFunction = (
  name: HttpGroup,
  { memoryMb, timeoutSeconds, reservedConcurrency }: HttpFunctionRow,
  all: readonly Route[],
): HttpFunction => {
  const routes = all.filter((route) => route.group === name);
  const idempotent = routes.some((route) => route.method === 'POST');
  return {
    kind: 'http',
    name,
    routes,
    memoryMb,
    timeoutSeconds,
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
    access: mergeAccess([
      ...routes.flatMap((route) => route.access),
      ...(idempotent ? idempotencyAccess : []),
    ]),
    uses: sorted(routes.flatMap((route) => route.uses ?? [])),
  };
};

const jobFunction = (name: JobName, row: JobRow): JobFunction => ({
  kind: 'job',
  name,
  entry: row.entry,
  trigger: row.trigger,
  memoryMb: row.memoryMb,
  timeoutSeconds: row.timeoutSeconds,
  ...(row.reservedConcurrency === undefined
    ? {}
    : { reservedConcurrency: row.reservedConcurrency }),
  access: mergeAccess(row.access),
  uses: sorted(row.uses ?? []),
});

/** One entry per table and index, so that a grant is one statement and two lists can be compared. */
export const mergeAccess = (all: readonly Access[]): readonly Access[] => {
  const merged = new Map<string, Access>();
  for (const access of all) {
    const key = `${access.table}/${access.index ?? ''}`;
    const before: readonly TableAction[] = merged.get(key)?.actions ?? [];
    merged.set(key, { ...access, actions: sorted([...before, ...access.actions]) });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, access]) => access);
};

const sorted = <T extends string>(values: readonly T[]): readonly T[] =>
  [...new Set(values)].sort();

const asGroup = (name: string): HttpGroup => name as HttpGroup; // A key of a record by HttpGroup.
const asJob = (name: string): JobName => name as JobName; // A key of the object that JobName is made of.

/** Where the handler of a route stands, relative to the project: functions/http/<group>/<route-id>.ts. */
export const handlerFile = (route: Pick<Route, 'id' | 'group'>): string =>
  `functions/http/${route.group}/${kebabCase(route.id)}.ts`;

export const kebabCase = (camelCase: string): string =>
  camelCase.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
