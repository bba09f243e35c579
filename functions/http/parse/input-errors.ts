import type * as z from 'zod';
import type { InputError } from '../../../lib/shared/failure.ts';
import { pointerStep } from './text.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** How the place of an issue is written: a pointer into the body, `?name`, or `:name`. */
export type Pointer = (path: Path) => string;

export const bodyPointer: Pointer = (path) =>
  path.map((step) => pointerStep(typeof step === 'number' ? step : String(step))).join('');

/** Query and path are flat, so that the first step names the parameter. */
export const parameterPointer =
  (sign: '?' | ':'): Pointer =>
  ([name]) =>
    `${sign}${String(name ?? '')}`;

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined,
    input,
  );

/** How schemas call the absence of a value: that of a type, of a choice, of what tells branches apart. */
const missable = new Set(['invalid_type', 'invalid_value', 'invalid_union']);
/** Words about schemas, not about the value. */
const unnamed = new Set(['custom', 'invalid_union']);

const codeOf = (issue: Issue, path: Path, input: unknown): string => {
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string')
    return issue.params['code'];
  if (missable.has(issue.code) && valueAt(input, path) === undefined) return 'required';
  return unnamed.has(issue.code) ? 'invalid_value' : issue.code;
};

/** A branch for another kind of value altogether. */
const isOfOtherType = (branch: readonly Issue[]): boolean =>
  branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0);

/** The branch of the null that removes in a merge patch: nobody who sends a value means it. */
const isNull = (branch: readonly Issue[]): boolean =>
  branch.some((issue) => issue.code === 'invalid_type' && issue.expected === 'null');

/** Of the branches of a union that all refused, the one that came closest says why. */
const closest = (branches: readonly (readonly Issue[])[]): readonly Issue[] => {
  const valued = branches.filter((branch) => !isNull(branch));
  const fitting = valued.filter((branch) => !isOfOtherType(branch));
  const choice = [fitting, valued].find(({ length }) => length > 0) ?? branches;
  return choice.reduce<readonly Issue[]>(
    (best, branch) => (best.length === 0 || branch.length < best.length ? branch : best),
    [],
  );
};

/** Where the schemas' own words do not say which text is right. */
const formats: Readonly<Record<string, string>> = {
  date: 'A date such as 2026-01-31',
  datetime: 'An instant in UTC such as 2026-01-31T03:30:00Z',
};

/** What is wrong with a name is said by its own schema. */
const messageOf = (issue: Issue): string => {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return (issue.code === 'invalid_format' && formats[issue.format]) || issue.message;
};

const flatten = (issue: Issue, base: Path, input: unknown, pointer: Pointer): InputError[] => {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer([...path, key]),
      code: 'unknown_name',
      message: `${JSON.stringify(key)} is not known here`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const branch = closest(issue.errors);
    if (branch.length > 0) return branch.flatMap((inner) => flatten(inner, path, input, pointer));
  }
  const code = codeOf(issue, path, input);
  const message = code === 'required' ? 'This is needed' : messageOf(issue);
  return [{ pointer: pointer(path), code, message }];
};

/** All that a schema found wrong, unknown names one by one. */
export const inputErrors = (
  error: z.core.$ZodError,
  input: unknown,
  pointer: Pointer,
): InputError[] => error.issues.flatMap((issue) => flatten(issue, [], input, pointer));
