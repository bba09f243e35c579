import { defaultPolicy, ScoringPolicy } from './policy.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members that choose between shapes: defaults of one shape mean nothing in another. */
const choices = ['by', 'kind'];

const haveOneShape = (stored: Members, defaults: Members): boolean =>
  choices.every((name) => stored[name] === defaults[name]);

const withDefaults = (stored: unknown, defaults: unknown): unknown => {
  if (!isMembers(stored) || !isMembers(defaults) || !haveOneShape(stored, defaults)) {
    return stored === undefined ? defaults : stored;
  }
  const names = new Set([...Object.keys(defaults), ...Object.keys(stored)]);
  return Object.fromEntries(
    Array.from(names, (name) => [name, withDefaults(stored[name], defaults[name])]),
  );
};

/**
 * A policy as it was stored, by whatever release: members that came later get their defaults. Lists are taken as they
 * stand. Throws on what is no policy.
 */
export const upcastPolicy = (stored: unknown): ScoringPolicy =>
  ScoringPolicy.parse(withDefaults(stored, defaultPolicy));
