import { isObject, type Json, type JsonObject } from './json.ts';

/** Decides whether an event fits. */
export type Pattern = (event: Json | undefined) => boolean;
type Matcher = (value: Json | undefined) => boolean;

/**
 * Compiles an event pattern of EventBridge (Lambda's stream filters use the same language).
 * A matcher that is not known here is refused when the pattern is read, not when an event comes.
 */
export function compilePattern(pattern: JsonObject): Pattern {
  const members = Object.entries(pattern).map(([name, expected]): Pattern => {
    if (name === '$or')
      return anyOf(listOf(expected, '$or').map((part) => compilePattern(objectOf(part))));
    const fits = Array.isArray(expected) ? leaf(expected) : compilePattern(objectOf(expected));
    return (event) => fits(isObject(event) ? event[name] : undefined);
  });
  return (event) => members.every((fits) => fits(event));
}

/** A leaf lists alternatives; of a list in the event, one element has to fit. */
function leaf(alternatives: Json[]): Pattern {
  const fits = anyOf(alternatives.map(matcherOf));
  return (value) => (Array.isArray(value) && value.length > 0 ? value.some(fits) : fits(value));
}

function anyOf(tests: Matcher[]): Matcher {
  return (value) => tests.some((test) => test(value));
}

function matcherOf(alternative: Json): Matcher {
  if (!isObject(alternative)) return (value) => value === alternative;
  const [[name, argument] = ['', null], ...others] = Object.entries(alternative);
  if (others.length > 0)
    throw new Error(`A matcher has one member: ${JSON.stringify(alternative)}`);
  return namedMatcher(name, argument);
}

function namedMatcher(name: string, argument: Json): Matcher {
  switch (name) {
    case 'exists':
      // An object is not a leaf: EventBridge asks for existence of leaf values only.
      return (value) => (value !== undefined && !isObject(value)) === argument;
    case 'prefix':
      return onText(argument, (value, part) => value.startsWith(part));
    case 'suffix':
      return onText(argument, (value, part) => value.endsWith(part));
    case 'equals-ignore-case':
      return onText(argument, (value, other) => value.toLowerCase() === other.toLowerCase());
    case 'wildcard':
      return wildcard(argument);
    case 'anything-but': {
      const excluded = anyOf((Array.isArray(argument) ? argument : [argument]).map(matcherOf));
      return (value) => value !== undefined && !excluded(value);
    }
    case 'numeric':
      return numeric(listOf(argument, 'numeric'));
    default:
      throw new Error(`The event pattern matcher ${name} cannot be served on the laptop.`);
  }
}

function onText(argument: Json, fits: (value: string, part: string) => boolean): Matcher {
  if (typeof argument !== 'string')
    throw new Error(`A text is expected: ${JSON.stringify(argument)}`);
  return (value) => typeof value === 'string' && fits(value, argument);
}

function wildcard(argument: Json): Matcher {
  return onText(argument, (value, pattern) => {
    const source = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${source.join('.*')}$`, 's').test(value);
  });
}

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(argument: Json[]): Matcher {
  const tests = argument.flatMap((operator, position) => {
    if (position % 2 === 1) return [];
    const compare = comparisons[String(operator)];
    const bound = argument[position + 1];
    if (compare === undefined || typeof bound !== 'number') {
      throw new Error(`A numeric matcher cannot be read: ${JSON.stringify(argument)}`);
    }
    return [(value: number) => compare(value, bound)];
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function listOf(value: Json, name: string): Json[] {
  if (Array.isArray(value)) return value;
  throw new Error(`The matcher ${name} takes a list.`);
}

function objectOf(value: Json): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`An event pattern holds lists and objects, not ${JSON.stringify(value)}.`);
}
