import { canonicalJson } from './canonical.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** JSON pointers (RFC 6901) to the deepest members in which two values differ, sorted; a list differs as a whole. */
export const changedPointers = (before: unknown, after: unknown, at = ''): readonly string[] => {
  if (!isMembers(before) || !isMembers(after)) {
    return canonicalJson(before ?? null) === canonicalJson(after ?? null) ? [] : [at];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Array.from(names)
    .sort()
    .flatMap((name) => changedPointers(before[name], after[name], `${at}/${escaped(name)}`));
};
