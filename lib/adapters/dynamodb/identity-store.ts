import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Identity } from '../../customers/identity.ts';
import type { FindHolders, Holder } from '../../customers/ports.ts';
import type { SubKey } from '../secret.ts';
import { batchGet } from './batch-get.ts';
import type { Database } from './database.ts';
import { customerKeys } from './keys.ts';

/** Schema number of reservations; readers upcast older ones. */
export const identitySchema = 1;

type Key = ReturnType<typeof customerKeys.identity>;

/** Gives the keys under which identities are reserved, in their order. */
export type IdentityKeys = (identities: readonly Identity[]) => Promise<readonly Key[]>;

/** The key is an HMAC from the start, so that an erasure has nothing to rename: it changes the status only. */
export const identityKeys =
  (subKey: SubKey): IdentityKeys =>
  async (identities) => {
    if (identities.length === 0) return [];
    const secret = await subKey('identity');
    return identities.map(({ kind, value }) =>
      customerKeys.identity(
        kind,
        createHmac('sha256', secret).update(`${kind}\u0000${value}`).digest('base64url'),
      ),
    );
  };

const Reservation = z.object({
  _v: z.literal(identitySchema),
  customerId: z.string(),
  status: z.enum(['live', 'erased']),
});

/** Reads a reservation. Throws on an item that is none. */
export const readReservation = (stored: unknown): Holder => {
  const { customerId, status } = Reservation.parse(stored);
  return { customerId, status };
};

/** Consistent: a customer can be found by an identity as soon as it is stored. */
export const findHolders =
  (database: Database, keysOf: IdentityKeys): FindHolders =>
  async (identities) => {
    const keys = await keysOf(identities);
    const items = await batchGet(database, 'customers', { keys, isStrong: true });
    const found = new Map(items.map((item) => [item['pk'], readReservation(item)]));
    return identities.flatMap((identity, index) => {
      const holder = found.get(keys[index]?.pk);
      return holder ? [{ identity, holder }] : [];
    });
  };
