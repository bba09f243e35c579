import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../infra/local/event-pattern.ts';

const event = {
  source: 'suite',
  detail: {
    tier: { from: 'low', to: 'high' },
    amount: 12.5,
    tags: ['a', 'b'],
    none: null,
    flag: true,
  },
};

describe('event patterns', () => {
  it.each([
    ['an exact value', { source: ['other', 'suite'] }, true],
    ['no exact value', { source: ['other'] }, false],
    ['a nested value', { detail: { tier: { to: ['high'] } } }, true],
    ['a missing member', { detail: { missing: ['x'] } }, false],
    ['one element of a list', { detail: { tags: ['b', 'z'] } }, true],
    ['null and booleans', { detail: { none: [null], flag: [true] } }, true],
    ['a prefix', { source: [{ prefix: 'su' }] }, true],
    ['a suffix', { source: [{ suffix: 'xx' }] }, false],
    ['a wildcard', { source: [{ wildcard: 's*t*' }] }, true],
    ['letters of either case', { source: [{ 'equals-ignore-case': 'SUITE' }] }, true],
    ['anything but', { source: [{ 'anything-but': ['suite'] }] }, false],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'x' } }] }, true],
    ['anything but, where nothing is', { detail: { missing: [{ 'anything-but': 'x' }] } }, false],
    ['existence', { detail: { amount: [{ exists: true }] } }, true],
    ['existence of what is no leaf', { detail: { tier: [{ exists: true }] } }, false],
    ['absence', { detail: { missing: [{ exists: false }] } }, true],
    ['absence below what is absent', { other: { missing: [{ exists: false }] } }, true],
    ['a range', { detail: { amount: [{ numeric: ['>', 12, '<=', 12.5] }] } }, true],
    ['a range that it misses', { detail: { amount: [{ numeric: ['<', 12] }] } }, false],
    ['either of two', { $or: [{ source: ['other'] }, { detail: { flag: [true] } }] }, true],
  ])('tell %s', (_, pattern, expected) => {
    expect(compilePattern(pattern)(event)).toBe(expected);
  });

  it.each([
    ['an unknown matcher', { source: [{ cidr: '10.0.0.0/24' }] }, 'cidr'],
    ['a value that is no list', { source: 'suite' }, 'lists and objects'],
    ['a numeric matcher that cannot be read', { a: [{ numeric: ['about', 3] }] }, 'numeric'],
  ])('are refused for %s when they are read', (_, pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(message);
  });
});
