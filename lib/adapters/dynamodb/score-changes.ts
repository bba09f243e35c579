import { type ClassWrite, classChange } from '../../events/class-write.ts';
import type { ScoreRecord } from '../../scoring/score-record.ts';
import type { Statistics } from '../../scoring/statistics.ts';
import { canonicalJson } from '../../shared/canonical.ts';
import { classKeys, type ScoreItem, scoreSchema } from './score-item.ts';
import { signalMembers } from './signal-members.ts';

/** What a write sets and removes on a score item. */
export interface ScoreChanges {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

const short = { tier: 't', stage: 'g', activity: 'a', risk: 'k' } as const;

/** Sorts values into those to set and those to remove; undefined stands for none. */
const split = (values: Readonly<Partial<Record<keyof ScoreItem, unknown>>>): ScoreChanges => ({
  set: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  remove: Object.entries(values)
    .filter(([, value]) => value === undefined)
    .map(([name]) => name),
});

/**
 * Stores classes. Every write of a score item counts `v`, and removes the change of an earlier write
 * (or puts its own in its place), because the stream asks for items with a change.
 */
export const classChanges = (write: ClassWrite): ScoreChanges => {
  const { record, classes, nextChangeDay } = write;
  return split({
    v: record.writes + 1,
    ...classKeys(record.customerId, classes),
    nc: nextChangeDay ?? undefined,
    ...announcement(write),
  });
};

const announcement = ({ record, classes, at, runId }: ClassWrite) => {
  const changes = Object.entries(classChange(record.classes, classes));
  if (changes.length === 0) return { ch: undefined };
  const seq = record.changeSeq + 1;
  const named = changes.map(([name, pair]) => [short[name as keyof typeof short], pair] as const);
  const ch = { s: seq, at, ...(runId ? { r: runId } : {}), ...Object.fromEntries(named) };
  return { q: seq, ch };
};

/** Stores folded statistics, which makes the item clean. */
export const foldChanges = (
  record: ScoreRecord,
  statistics: Statistics,
  commutes: boolean,
): ScoreChanges =>
  split({
    _v: scoreSchema,
    v: record.writes + 1,
    d: undefined,
    u: commutes ? undefined : 1,
    n: statistics.purchaseDays || undefined,
    f: statistics.firstDay ?? undefined,
    l: statistics.lastDay ?? undefined,
    m: statistics.purchaseDays ? statistics.total : undefined,
    m0: statistics.purchaseDays ? statistics.firstDayTotal : undefined,
    ml: statistics.purchaseDays ? statistics.lastDayTotal : undefined,
    s: statistics.daySum || undefined,
    ...signalMembers(statistics.signals),
    ch: undefined,
  });

/** Both in one write; the classes' change is the one that stays. */
export const mergeChanges = (first: ScoreChanges, second: ScoreChanges): ScoreChanges => ({
  set: { ...first.set, ...second.set },
  remove: [
    ...first.remove.filter((name) => !(name in second.set)),
    ...second.remove.filter((name) => !first.remove.includes(name) && !(name in first.set)),
  ],
});

/** True when the item is already what the changes make of it: the reply of our own write was lost. */
export const isApplied = (
  item: Readonly<Record<string, unknown>>,
  changes: ScoreChanges,
): boolean =>
  changes.remove.every((name) => item[name] === undefined) &&
  Object.entries(changes.set).every(
    ([name, value]) =>
      item[name] !== undefined && canonicalJson(item[name]) === canonicalJson(value),
  );

/** The changes as an update expression. */
export const updateExpression = ({ set, remove }: ScoreChanges) => {
  const names = Object.keys(set);
  const sets = names.map((name) => `#${name} = :${name}`).join(', ');
  const removes = remove.map((name) => `#${name}`).join(', ');
  return {
    UpdateExpression: `SET ${sets}${removes ? ` REMOVE ${removes}` : ''}`,
    ExpressionAttributeNames: Object.fromEntries(
      [...names, ...remove].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
  };
};
