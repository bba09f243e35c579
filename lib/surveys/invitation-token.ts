import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Id, idSuffix } from '../shared/ids.ts';
import type { LinkKeys } from './link-keys.ts';

/** What a personal link names. */
export interface LinkTarget {
  readonly surveyId: string;
  readonly invitationId: string;
}

const ulidLength = 26;
const shape = /^v([1-9][0-9]{0,4})\.[0-9a-z]{52}\.[A-Za-z0-9_-]{43}$/;

/** A key with its number, which stands in front of every token that it signs. */
export interface SigningKey {
  readonly generation: number;
  readonly key: Buffer;
}

const mac = ({ generation, key }: SigningKey, payload: string): Buffer =>
  createHmac('sha256', key).update(`v${generation}.${payload}`).digest();

/**
 * The secret of a personal link: `v<generation>.<invitation><survey>.<HMAC-SHA-256>`, safe in a path.
 * It is never stored, whoever holds the key makes it again from the ids. The survey stands in it so
 * that a forged token is refused before anything is read.
 */
export const mintToken = (signing: SigningKey, { surveyId, invitationId }: LinkTarget): string => {
  const payload = idSuffix(invitationId) + idSuffix(surveyId);
  return `v${signing.generation}.${payload}.${mac(signing, payload).toString('base64url')}`;
};

/** Whether a signature is the one that is expected, in constant time. */
export const sameSignature = (expected: Buffer, signature: string): boolean => {
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  // The last character carries bits that decoding drops: the text itself must be the one we write.
  return expected.toString('base64url') === signature;
};

/** The generation that a token says signed it; undefined for a text that is no token. */
export const generationOf = (token: string): number | undefined => {
  const generation = shape.exec(token)?.[1];
  return generation === undefined ? undefined : Number(generation);
};

/** What a token names, genuine or not. */
export const targetOf = (
  token: string,
): { readonly surveyId: Id<'survey'>; readonly invitationId: Id<'invitation'> } => {
  const [, payload = ''] = token.split('.');
  return {
    invitationId: `inv_${payload.slice(0, ulidLength)}`,
    surveyId: `svy_${payload.slice(ulidLength)}`,
  };
};

/**
 * What a genuine token names, null for every other text. A generation that is unknown or revoked is
 * checked like any other, against a key that signs nothing.
 */
export const verifyToken = (
  keys: Pick<LinkKeys, 'find' | 'dummy'>,
  token: string,
): ReturnType<typeof targetOf> | null => {
  const generation = generationOf(token);
  if (generation === undefined) return null;
  const [, payload = '', signature = ''] = token.split('.');
  const key = keys.find(generation);
  const isGenuine = sameSignature(mac({ generation, key: key ?? keys.dummy }, payload), signature);
  return isGenuine && key ? targetOf(token) : null;
};

/** What a respondent keeps as a proof. It follows from what came in alone, so that every repeat gets the same one. */
export const receiptOf = (key: Buffer, from: string): string =>
  `rct_${createHmac('sha256', key).update(from).digest('base64url').slice(0, 32)}`;

/**
 * The receipt of a personal link: of the token that the first generation makes of it, so that a link
 * which is minted again by a later one has the same receipt.
 */
export const linkReceipt = (key: Buffer, first: Buffer, target: LinkTarget): string =>
  receiptOf(key, mintToken({ generation: 1, key: first }, target));
