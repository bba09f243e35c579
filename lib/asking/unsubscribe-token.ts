import { createHmac, timingSafeEqual } from 'node:crypto';
import { idSuffix } from '../shared/ids.ts';

const shape = /^u1\.[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/;

const mac = (key: Buffer, payload: string): string =>
  createHmac('sha256', key).update(`u1.${payload}`).digest('base64url');

/**
 * The secret of an unsubscribe link: `u1.<customer>.<HMAC-SHA-256>`. It names the customer, not the
 * message, and does not expire: a wish to be left alone stays one.
 */
export const mintUnsubscribe = (key: Buffer, customerId: string): string => {
  const payload = idSuffix(customerId);
  return `u1.${payload}.${mac(key, payload)}`;
};

/** The customer that a genuine token names, null for every other text; compared in constant time. */
export const verifyUnsubscribe = (key: Buffer, token: string): string | null => {
  if (!shape.test(token)) return null;
  const [, payload = '', signature = ''] = token.split('.');
  const expected = mac(key, payload);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? `cus_${payload}` : null;
};
