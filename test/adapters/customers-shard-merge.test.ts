import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLanes } from '../../lib/adapters/dynamodb/shard-merge.ts';

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const laneOf = async function* (
  items: readonly string[],
  size: number,
  reads: { count: number },
): AsyncGenerator<readonly string[]> {
  for (let from = 0; from < items.length; from += size) {
    reads.count += 1;
    yield items.slice(from, from + size);
  }
};

describe('merging the shards of a list', () => {
  it('gives every item once in the order of bytes, up or down, whatever the shards and batches', async () => {
    const items = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('ascending' as const, 'descending' as const),
        async (all, shards, size, order) => {
          const sorted = [...all].sort(byBytes);
          if (order === 'descending') sorted.reverse();
          const lanes = Array.from({ length: shards }, (_, shard) =>
            laneOf(
              sorted.filter((_item, index) => index % shards === shard),
              size,
              { count: 0 },
            ),
          );
          const merged = await Array.fromAsync(mergeLanes(lanes, order, (item) => item));
          expect(merged).toEqual(sorted);
        },
      ),
    );
  });

  it('reads no further batch of a shard before the one at hand is used up', async () => {
    const reads = { count: 0 };
    const lanes = [laneOf(['a', 'c', 'e'], 2, reads), laneOf(['b', 'd', 'f'], 2, reads)];
    const merged = mergeLanes(lanes, 'ascending', (item) => item);
    for (const expected of ['a', 'b', 'c']) expect((await merged.next()).value).toBe(expected);
    expect(reads.count).toBe(2);
  });
});
