import type { Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { NewEvent } from './new-event.ts';
import type { NewEntry, Owner, Recorded } from './record-event.ts';

/** One row as it was read, with the id that it gets if the caller gave none. */
export interface BatchRow {
  readonly input: Result<NewEvent>;
  readonly freshId: string;
}

export interface BatchDependencies {
  readonly findOwner: (event: NewEvent) => Promise<Result<Owner>>;
  readonly record: (owner: Owner, entry: NewEntry) => Promise<Result<Recorded>>;
  readonly classify: (customerId: string, now: Instant) => Promise<void>;
}

const groupsAtOnce = 8;

interface OwnedRow {
  readonly index: number;
  readonly owner: Owner;
  readonly event: NewEvent;
  readonly freshId: string;
}

/**
 * Records rows: those of one customer in their order, different customers beside each other, classes
 * once per customer at the end. One bad row never fails another.
 */
export const recordBatch =
  (dependencies: BatchDependencies) =>
  async (rows: readonly BatchRow[], now: Instant): Promise<readonly Result<Recorded>[]> => {
    const results: (Result<Recorded> | undefined)[] = rows.map(({ input }) =>
      input.ok ? undefined : input,
    );
    const owned = await ownRows(dependencies, rows, results);
    const groups = [...Map.groupBy(owned, ({ owner }) => owner.customerId)];
    await atOnce(groups, async ([customerId, group]) => {
      let recorded = false;
      for (const { index, owner, ...entry } of group) {
        const result = await dependencies.record(owner, { ...entry, now });
        results[index] = result;
        recorded ||= result.ok && !result.value.repeated;
      }
      if (recorded) await dependencies.classify(customerId, now);
    });
    return results.map((result, index) => {
      if (!result) throw new Error(`row ${index} was not run`);
      return result;
    });
  };

/** Finds the owner of every row, each name once; rows without one are answered. */
const ownRows = async (
  { findOwner }: BatchDependencies,
  rows: readonly BatchRow[],
  results: (Result<Recorded> | undefined)[],
): Promise<readonly OwnedRow[]> => {
  const owners = new Map<string, Promise<Result<Owner>>>();
  const owned = rows.map(async ({ input, freshId }, index): Promise<readonly OwnedRow[]> => {
    if (!input.ok) return [];
    const event = input.value;
    const name = JSON.stringify([event.customerId, event.externalId?.source, event.externalId?.id]);
    const lookup = owners.get(name) ?? findOwner(event);
    owners.set(name, lookup);
    const owner = await lookup;
    if (owner.ok) return [{ index, owner: owner.value, event, freshId }];
    results[index] = owner;
    return [];
  });
  return (await Promise.all(owned)).flat();
};

const atOnce = async <T>(tasks: readonly T[], run: (task: T) => Promise<void>): Promise<void> => {
  const waiting = [...tasks];
  const work = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await run(task);
  };
  await Promise.all(Array.from({ length: groupsAtOnce }, work));
};
