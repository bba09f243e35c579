import { describe, expect, it } from 'vitest';
import { type StreamFilter, type StreamTable, streamFilters } from '../../lib/contract/streams.ts';

/** Lambda's own rule, for the two kinds of leaves that are used: alternatives, and `exists`. */
const matches = (filter: StreamFilter, record: unknown): boolean =>
  Object.entries(filter).every(([member, wanted]) => {
    const value = Object(record)[member];
    if (!Array.isArray(wanted)) return matches(Object(wanted), value);
    return wanted.some((leaf) =>
      typeof leaf === 'object' ? (value !== undefined) === Object(leaf).exists : leaf === value,
    );
  });

const wakes = (table: StreamTable, eventName: string, image: object) =>
  matches(streamFilters[table], { eventName, dynamodb: { NewImage: image } });

describe('the relay', () => {
  it.each(['purchase', 'refund', 'complaint', 'referral', 'response', 'void', 'erasure'])(
    'is woken by a new %s',
    (type) => expect(wakes('events', 'INSERT', { type: { S: type } })).toBe(true),
  );

  it.each(['visit', 'contact', 'note', 'transition'])('sleeps through a %s', (type) =>
    expect(wakes('events', 'INSERT', { type: { S: type } })).toBe(false),
  );

  it('sleeps through changes and removals of events', () => {
    for (const eventName of ['MODIFY', 'REMOVE'])
      expect(wakes('events', eventName, { type: { S: 'purchase' } })).toBe(false);
  });

  it('is woken by a score item only when its classes changed', () => {
    const ch = { M: { s: { N: '1' }, at: { S: '2026-01-01T00:00:00.000Z' } } };
    expect(wakes('scores', 'MODIFY', { v: { N: '2' }, ch })).toBe(true);
    expect(wakes('scores', 'INSERT', { v: { N: '1' }, ch })).toBe(true);
    expect(wakes('scores', 'MODIFY', { v: { N: '3' } })).toBe(false);
  });
});
