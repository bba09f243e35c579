import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { externalIdentity } from '../../customers/identity.ts';
import type { FindByExternalId } from '../../events/ports.ts';
import type { Database } from './database.ts';
import { type IdentityKeys, readReservation } from './identity-store.ts';

/** Strongly consistent: a customer who was just created can be named by an external id at once. */
export const findByExternalId =
  ({ client, table }: Database, keysOf: IdentityKeys): FindByExternalId =>
  async (source, externalId) => {
    const [key] = await keysOf([externalIdentity(source, externalId, '/externalId')]);
    if (!key) throw new Error('an identity has no key');
    const { Item } = await client.send(
      new GetCommand({ TableName: table('customers'), Key: key, ConsistentRead: true }),
    );
    if (!Item) return { kind: 'unknown' };
    const { customerId, status } = readReservation(Item);
    if (status === 'erased') return { kind: 'erased' };
    return { kind: 'found', customerId, identity: key.pk };
  };
