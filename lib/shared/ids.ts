import { createHash } from 'node:crypto';
import { decodeTime, ulid } from 'ulid';

/** What each id prefix stands for. An id is the prefix, an underscore and a ULID (time-ordered). */
export const idPrefixes = {
  customer: 'cus',
  event: 'evt',
  ledger: 'led',
  survey: 'svy',
  invitation: 'inv',
  response: 'rsp',
  wave: 'wav',
  feedback: 'fbk',
  recoveryCase: 'cas',
  run: 'run',
  model: 'mdl',
  erasure: 'era',
  request: 'req',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`;

/** Makes a fresh id of a kind. A port: use cases never draw randomness or read a clock themselves. */
export type Ids = <K extends IdKind>(kind: K) => Id<K>;

/** Ids for ordinary requests. `random` gives numbers in [0, 1). */
export const randomIds =
  (nowMs: () => number, random: () => number): Ids =>
  (kind) =>
    `${idPrefixes[kind]}_${ulid(nowMs(), random).toLowerCase()}`;

/**
 * Ids that come out the same whenever the same request is executed again: the time is that of the
 * first attempt and the random part a hash of caller, route, key and a running number. The effect's
 * own put-if-absent then makes a second execution harmless.
 */
export const derivedIds = (seed: string, startedAtMs: number): Ids => {
  let count = 0;
  return (kind) => {
    const digest = createHash('sha256').update(`${seed}#${kind}#${count}`).digest();
    count += 1;
    let next = 0;
    const random = () => (digest[next++ % digest.length] ?? 0) / 256;
    return `${idPrefixes[kind]}_${ulid(startedAtMs, random).toLowerCase()}`;
  };
};

/** The part of an id behind its prefix. */
export const idSuffix = (id: string): string => id.slice(id.indexOf('_') + 1);

/** When an id was made, in epoch milliseconds. Derived ids tell the time of the first attempt. */
export const idTime = (id: string): number => decodeTime(idSuffix(id).toUpperCase());

/** The ledger that a customer starts with. */
export const ledgerOf = (customerId: string): Id<'ledger'> => `led_${idSuffix(customerId)}`;

/** FNV-1a: spreads ids over shards the same way for ever, whatever runs it. */
export const shardOf = (id: string, shards: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash % shards;
};
