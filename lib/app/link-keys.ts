import { randomBytes } from 'node:crypto';
import { linkKeyStore } from '../adapters/dynamodb/link-key-store.ts';
import {
  type LinkKeyRing,
  type LinkKeys,
  linkKeysOf,
  type ReadLinkKeys,
  revokeLinkKeys,
  rotateLinkKeys,
} from '../surveys/link-keys.ts';
import { clock, database, subKey } from './base.ts';

/** How long an execution environment goes by the ring that it has read: a revocation holds everywhere after it. */
const keptMs = 30_000;
/** A generation that is not known may be newer than the ring that was read, so that one is read again, but no oftener. */
const freshMs = 1_000;

const ring = linkKeyStore(database);
let known: { readonly keys: LinkKeys; readonly atMs: number } | undefined;

const load = async (): Promise<LinkKeys> => {
  const keys = linkKeysOf(await subKey('invitation'), await ring.read());
  known = { keys, atMs: clock() };
  return keys;
};

/** The keys of personal links, read at most every thirty seconds. */
export const readLinkKeys: ReadLinkKeys = async (wanted) => {
  if (!known) return load();
  const ageMs = clock() - known.atMs;
  const isMissing = wanted !== undefined && known.keys.find(wanted) === undefined;
  return ageMs >= keptMs || (isMissing && ageMs >= freshMs) ? load() : known.keys;
};

/** What this environment changed itself holds here at once. */
const forgetting =
  <A extends readonly unknown[], R>(change: (...given: A) => Promise<R>) =>
  async (...given: A): Promise<R> => {
    const result = await change(...given);
    known = undefined;
    return result;
  };

const ports = { ring, randomSalt: () => randomBytes(32).toString('base64url') };

/** Generations of the keys of personal links, on DynamoDB. */
export const linkKeys = {
  read: (): Promise<LinkKeyRing> => ring.read(),
  rotate: forgetting(rotateLinkKeys(ports)),
  revoke: forgetting(revokeLinkKeys(ports)),
};
