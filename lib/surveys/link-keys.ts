import { hkdfSync } from 'node:crypto';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';

/** One key of personal links. The first has no salt: it is the deployment's own, from before there were more. */
export interface LinkGeneration {
  readonly generation: number;
  readonly salt: string | null;
  readonly createdAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** All generations, the oldest first. New links are signed by the latest that is not revoked. */
export interface LinkKeyRing {
  /** Counts the changes. */
  readonly version: number;
  readonly generations: readonly LinkGeneration[];
}

export const firstRing: LinkKeyRing = {
  version: 0,
  generations: [{ generation: 1, salt: null, createdAt: null, revokedAt: null }],
};

/** Keys as they are used: to mint, and to check what was minted before. */
export interface LinkKeys {
  readonly current: { readonly generation: number; readonly key: Buffer };
  /** Undefined of a generation that is unknown or revoked. */
  readonly find: (generation: number) => Buffer | undefined;
  /** What an unknown generation is checked against, so that its refusal takes the same work. */
  readonly dummy: Buffer;
  /** What receipts follow from, whichever generation signed the link. */
  readonly first: Buffer;
}

/** Gives the keys of personal links; where a generation is wanted that is not known, it looks again. A port. */
export type ReadLinkKeys = (wanted?: number) => Promise<LinkKeys>;

const derive = (master: Buffer, salt: string | null): Buffer =>
  salt === null
    ? master
    : Buffer.from(hkdfSync('sha256', master, Buffer.from(salt, 'base64url'), 'link', 32));

/** The keys of a ring, by HKDF-SHA-256 (RFC 5869) from the deployment's sub-key and each salt. */
export const linkKeysOf = (master: Buffer, ring: LinkKeyRing): LinkKeys => {
  const live = ring.generations.filter(({ revokedAt }) => revokedAt === null);
  const keys = new Map(live.map(({ generation, salt }) => [generation, derive(master, salt)]));
  const generation = Math.max(...keys.keys());
  const key = keys.get(generation);
  if (!key) throw new Error('every generation of link keys is revoked');
  return {
    current: { generation, key },
    find: (wanted) => keys.get(wanted),
    dummy: Buffer.from(hkdfSync('sha256', master, '', 'no generation', 32)),
    first: master,
  };
};

export interface LinkKeyStore {
  /** Strongly consistent; the first ring where none was stored. */
  readonly read: () => Promise<LinkKeyRing>;
  /** Replaces a ring that still has the version before; false when it has not. */
  readonly replace: (ring: LinkKeyRing) => Promise<boolean>;
}

interface RingPorts {
  readonly ring: LinkKeyStore;
  /** Unpredictable bytes as base64url. */
  readonly randomSalt: () => string;
}

const attemptsMax = 10;

const change = async (
  { ring }: RingPorts,
  decide: (ring: LinkKeyRing) => Result<LinkKeyRing>,
): Promise<Result<LinkKeyRing>> => {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const known = await ring.read();
    const decided = decide(known);
    if (!decided.ok || decided.value === known) return decided;
    const next = { ...decided.value, version: known.version + 1 };
    if (await ring.replace(next)) return ok(next);
  }
  return fail('busy', { retryAfterSeconds: 1 });
};

/** Adds a generation, which signs new links from now on. Links of older ones live on. */
export const rotateLinkKeys = (ports: RingPorts) => (now: Instant) =>
  change(ports, (ring) => {
    const latest = Math.max(...ring.generations.map(({ generation }) => generation));
    const fresh = { generation: latest + 1, salt: ports.randomSalt(), revokedAt: null };
    return ok({ ...ring, generations: [...ring.generations, { ...fresh, createdAt: now }] });
  });

const isLast = ({ generations }: LinkKeyRing, generation: number): boolean =>
  generations.every((one) => one.generation === generation || one.revokedAt !== null);

/** Ends every link of a generation. The last one that signs cannot be revoked: rotate first. Again changes nothing. */
export const revokeLinkKeys = (ports: RingPorts) => (generation: number, now: Instant) =>
  change(ports, (ring) => {
    const found = ring.generations.find((one) => one.generation === generation);
    if (!found) return fail('link_key_not_found');
    if (found.revokedAt !== null) return ok(ring);
    if (isLast(ring, generation)) return fail('last_link_key');
    return ok({
      ...ring,
      generations: ring.generations.map((one) =>
        one.generation === generation ? { ...one, revokedAt: now } : one,
      ),
    });
  });
