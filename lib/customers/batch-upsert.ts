import { fail, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { CustomerUpsert } from './customer.ts';
import { identitiesOf } from './identity.ts';
import type { Upserted, UpsertRequest } from './upsert-customer.ts';

/** One row as it was read, with the id that its customer gets if there is none yet. */
export interface BatchRow {
  readonly id: string;
  readonly input: Result<CustomerUpsert>;
}

const groupsAtOnce = 8;

/**
 * Upserts rows. Rows that share an identity run in their order, so that two rows of one person become one
 * customer; all others run beside each other. One bad row never fails another.
 */
export const batchUpsert =
  (upsert: (request: UpsertRequest) => Promise<Result<Upserted>>) =>
  async (
    rows: readonly BatchRow[],
    { now, mayRead }: { readonly now: Instant; readonly mayRead: boolean },
  ): Promise<readonly Result<Upserted>[]> => {
    const results = new Map<number, Result<Upserted>>();
    const waiting = groupByIdentity(rows);
    const runGroup = async (group: readonly number[]) => {
      for (const index of group) {
        const row = rows[index];
        if (!row) continue;
        const input = checkRow(row.input);
        results.set(
          index,
          input.ok ? await upsert({ id: row.id, input: input.value, now, mayRead }) : input,
        );
      }
    };
    const work = async () => {
      for (let group = waiting.shift(); group; group = waiting.shift()) await runGroup(group);
    };
    await Promise.all(Array.from({ length: groupsAtOnce }, work));
    return rows.map((_, index) => {
      const result = results.get(index);
      if (!result) throw new Error(`row ${index} was not run`);
      return result;
    });
  };

/** A row without identity would make another customer each time that it is sent. */
const checkRow = (row: Result<CustomerUpsert>): Result<CustomerUpsert> => {
  if (!row.ok || identitiesOf(row.value).length > 0) return row;
  return fail('invalid_request', {
    errors: [
      {
        pointer: '',
        code: 'identity_required',
        message: 'A row needs an external id, e-mail or phone to be found by',
      },
    ],
  });
};

/** Indexes of rows, those together that share an identity, directly or through others; each group in order. */
export const groupByIdentity = (rows: readonly BatchRow[]): number[][] => {
  const groupOf = new Map<string, Group>();
  const groups = new Set<Group>();
  for (const [index, row] of rows.entries()) {
    const keys = keysOf(row);
    const merged: Group = { members: [index], keys };
    for (const group of new Set(keys.flatMap((key) => groupOf.get(key) ?? []))) {
      merged.members.unshift(...group.members);
      merged.keys.push(...group.keys);
      groups.delete(group);
    }
    for (const key of merged.keys) groupOf.set(key, merged);
    groups.add(merged);
  }
  return [...groups].map(({ members }) => members.sort((a, b) => a - b));
};

interface Group {
  readonly members: number[];
  readonly keys: string[];
}

const keysOf = ({ input }: BatchRow): string[] =>
  input.ok ? identitiesOf(input.value).map(({ kind, value }) => `${kind}:${value}`) : [];
