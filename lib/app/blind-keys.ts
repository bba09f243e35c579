import { newBlindKey, openBlindKey, sealBlindKey } from '../adapters/blind-key-box.ts';
import { blindKeyStore, type SealedBlindKey } from '../adapters/dynamodb/blind-key-store.ts';
import { type BlindPublicKey, verifyCredential } from '../surveys/blind-signature.ts';
import type { Credential } from '../surveys/submission.ts';
import { database, subKey } from './base.ts';

const store = blindKeyStore(database);

/** Keys never change; of more surveys than this one is read again now and then. */
const knownMax = 100;
const known = new Map<string, SealedBlindKey>();

const find = async (surveyId: string): Promise<SealedBlindKey | undefined> => {
  const there = known.get(surveyId);
  if (there) return there;
  const found = await store.find(surveyId);
  if (!found) return undefined;
  if (known.size >= knownMax) known.clear();
  known.set(surveyId, found);
  return found;
};

/** Key pairs of anonymous surveys, on DynamoDB. */
export const blindKeys = {
  /** Makes the key pair of a survey unless it has one. */
  ensure: async (surveyId: string): Promise<void> => {
    if (await find(surveyId)) return;
    const { publicKey, privateKey } = await newBlindKey();
    const sealed = sealBlindKey(await subKey('blindKeys'), surveyId, privateKey);
    await store.putIfAbsent(surveyId, { publicKey, sealed });
  },
  publicKey: async (surveyId: string): Promise<BlindPublicKey | undefined> =>
    (await find(surveyId))?.publicKey,
  open: async (surveyId: string) => {
    const key = await find(surveyId);
    return key && openBlindKey(await subKey('blindKeys'), surveyId, key);
  },
  verify: async (surveyId: string, credential: Credential): Promise<boolean> => {
    const key = await find(surveyId);
    return key !== undefined && verifyCredential(key.publicKey, credential);
  },
};
