import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BlindPublicKey } from '../../surveys/blind-signature.ts';
import type { Database } from './database.ts';
import { controlKeys } from './keys.ts';

/** Schema number of blind keys; readers upcast older ones. */
export const blindKeySchema = 1;

const BlindKeyItem = z.object({
  _v: z.literal(blindKeySchema),
  n: z.string(),
  e: z.string(),
  sealed: z.instanceof(Uint8Array),
});

export interface SealedBlindKey {
  readonly publicKey: BlindPublicKey;
  readonly sealed: Buffer;
}

export interface BlindKeyStore {
  /** The first that is put stands for ever: credentials of another key would be worth nothing. */
  readonly putIfAbsent: (surveyId: string, key: SealedBlindKey) => Promise<void>;
  /** It never changes, so an eventually consistent read that finds it is right. */
  readonly find: (surveyId: string) => Promise<SealedBlindKey | undefined>;
}

/** Key pairs of anonymous surveys in the control table, the private half sealed. */
export const blindKeyStore = ({ client, table }: Database): BlindKeyStore => ({
  putIfAbsent: async (surveyId, { publicKey: { n, e }, sealed }) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table('control'),
          Item: { ...controlKeys.blindKey(surveyId), _v: blindKeySchema, n, e, sealed },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
  find: async (surveyId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table('control'), Key: controlKeys.blindKey(surveyId) }),
    );
    if (!Item) return undefined;
    const { n, e, sealed } = BlindKeyItem.parse(Item);
    return { publicKey: { n, e }, sealed: Buffer.from(sealed) };
  },
});
