/** Batches of one shard's items, in order. */
export type Lane<T> = AsyncIterator<readonly T[]>;

interface Open<T> {
  readonly lane: Lane<T>;
  items: readonly T[];
  next: number;
}

/** Order of bytes in UTF-8, as DynamoDB sorts. Comparing strings would order emoji before some letters. */
const compareBytes = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Fetches until the lane has an item at hand; false when it is at its end. */
const refill = async <T>(open: Open<T>): Promise<boolean> => {
  while (open.next >= open.items.length) {
    const step = await open.lane.next();
    if (step.done) return false;
    open.items = step.value;
    open.next = 0;
  }
  return true;
};

/**
 * Merges lanes that are sorted by a unique text into one sorted sequence, so that a list over many shards
 * has one position. A lane is read again only when its batch is used up.
 */
export const mergeLanes = async function* <T>(
  lanes: readonly Lane<T>[],
  order: 'ascending' | 'descending',
  sortKey: (item: T) => string,
): AsyncGenerator<T> {
  const all = lanes.map((lane): Open<T> => ({ lane, items: [], next: 0 }));
  const filled = await Promise.all(all.map(refill));
  let open = all.filter((_, index) => filled[index]);
  const sign = order === 'ascending' ? 1 : -1;
  while (open.length > 0) {
    const first = open.reduce((best, other) => {
      const [a, b] = [head(best), head(other)];
      return sign * compareBytes(sortKey(b), sortKey(a)) < 0 ? other : best;
    });
    yield head(first);
    first.next += 1;
    if (!(await refill(first))) open = open.filter((other) => other !== first);
  }
};

const head = <T>({ items, next }: Open<T>): T => {
  const item = items[next];
  if (item === undefined) throw new Error('a lane without item is open');
  return item;
};
