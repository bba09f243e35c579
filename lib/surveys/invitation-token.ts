import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Id, idSuffix } from '../shared/ids.ts';

/** What a personal link names. */
export interface LinkTarget {
  readonly surveyId: string;
  readonly invitationId: string;
}

const ulidLength = 26;
const shape = /^v1\.[0-9a-z]{52}\.[A-Za-z0-9_-]{43}$/;

/** The version names the key too: a second key will come with a second version. */
const version = 'v1';

const mac = (key: Buffer, payload: string): Buffer =>
  createHmac('sha256', key).update(`${version}.${payload}`).digest();

/**
 * The secret of a personal link: `v1.<invitation><survey>.<HMAC-SHA-256>`, safe in a path. It is
 * never stored, whoever holds the key makes it again from the ids. The survey stands in it so that a
 * forged token is refused before anything is read.
 */
export const mintToken = (key: Buffer, { surveyId, invitationId }: LinkTarget): string => {
  const payload = idSuffix(invitationId) + idSuffix(surveyId);
  return `${version}.${payload}.${mac(key, payload).toString('base64url')}`;
};

/** What a genuine token names, null for every other text; compared in constant time. */
export const verifyToken = (
  key: Buffer,
  token: string,
): { readonly surveyId: Id<'survey'>; readonly invitationId: Id<'invitation'> } | null => {
  if (!shape.test(token)) return null;
  const [, payload = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(key, payload);
  // The last character carries two bits that decoding drops: the text itself must be the one we write.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (expected.toString('base64url') !== signature) return null;
  return {
    invitationId: `inv_${payload.slice(0, ulidLength)}`,
    surveyId: `svy_${payload.slice(ulidLength)}`,
  };
};

/**
 * What a respondent keeps as a proof. Of a personal link it follows from the token alone, so that
 * every repeat gets the same one although nothing links an anonymous answer to its link.
 */
export const receiptOf = (key: Buffer, tokenOrResponseId: string): string =>
  `rct_${createHmac('sha256', key).update(tokenOrResponseId).digest('base64url').slice(0, 32)}`;
