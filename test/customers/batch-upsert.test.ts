import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchRow, groupByIdentity } from '../../lib/customers/batch-upsert.ts';
import { fail, ok } from '../../lib/shared/result.ts';

const rowOf = (keys: readonly number[]): BatchRow => ({
  id: 'cus_x',
  input: ok({ externalIds: keys.map((key) => ({ source: 's', id: String(key) })) }),
});

describe('rows of a batch', () => {
  it('that share an identity, directly or through others, are one group in their order', () => {
    const rows = [rowOf([1]), rowOf([2]), rowOf([3]), rowOf([1, 2]), rowOf([2]), rowOf([])];
    expect(groupByIdentity(rows)).toEqual([[2], [0, 1, 3, 4], [5]]);
  });

  it('that cannot be read stand alone', () => {
    const bad: BatchRow = { id: 'cus_x', input: fail('invalid_request') };
    expect(groupByIdentity([bad, rowOf([1]), bad])).toEqual([[0], [1], [2]]);
  });

  it('are each in exactly one group, and groups share no identity', () => {
    const batches = fc.array(fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 3 }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(batches, (batch) => {
        const groups = groupByIdentity(batch.map(rowOf));
        const members = groups.flat().sort((a, b) => a - b);
        expect(members).toEqual(batch.map((_, index) => index));
        const keysOf = (group: readonly number[]) =>
          new Set(group.flatMap((index) => batch[index] ?? []));
        const total = groups.reduce((sum, group) => sum + keysOf(group).size, 0);
        expect(total).toBe(new Set(batch.flat()).size);
      }),
    );
  });
});
