import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newBlindKey, openBlindKey, sealBlindKey } from '../../lib/adapters/blind-key-box.ts';
import { blind, prepareMessage, unblind } from '../../lib/surveys/blind-client.ts';
import { blindSign, verifyCredential } from '../../lib/surveys/blind-signature.ts';
import { publishedExample } from './blind-vector.ts';

const bytes = (hex: string) => Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
const text = (hex: string) => bytes(hex).toString('base64url');
const number = (hex: string) => BigInt(`0x${hex}`);

/** r of the example: it gives only the inverse. */
const inverseOf = (value: bigint, modulus: bigint): bigint => {
  let [low, high] = [modulus, value];
  let [before, factor] = [0n, 1n];
  while (high > 0n) {
    const times = low / high;
    [low, high] = [high, low - times * high];
    [before, factor] = [factor, before - times * factor];
  }
  return (before + modulus) % modulus;
};

const example = publishedExample;
const publicKey = { n: text(example.n), e: text(example.e.replace(/^0+/, '')) };

const exampleKey = () => {
  const { d, p, q } = example;
  const [dn, pn, qn] = [number(d), number(p), number(q)];
  const part = (value: bigint) => text(value.toString(16));
  const jwk = {
    ...{ kty: 'RSA', ...publicKey, d: text(d), p: text(p), q: text(q) },
    ...{ dp: part(dn % (pn - 1n)), dq: part(dn % (qn - 1n)), qi: part(inverseOf(qn, pn)) },
  };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return { publicKey, privateKey: key.export({ format: 'der', type: 'pkcs8' }) };
};

const message = text(example.preparedMessage);

describe('blind signatures of RFC 9474', () => {
  it('are those of the published example: blinded, signed, unblinded', async () => {
    const factor = inverseOf(number(example.inverse), number(example.n));
    const draws = { salt: bytes(example.salt), factor };
    const { blinded, inverse } = await blind(publicKey, message, draws);
    expect(blinded).toBe(text(example.blinded));
    expect(inverse).toBe(text(example.inverse));
    const blindSignature = blindSign(exampleKey(), bytes(example.blinded))?.toString('base64url');
    expect(blindSignature).toBe(text(example.blindSignature));
    const signature = await unblind(publicKey, {
      ...{ message, inverse },
      blindSignature: blindSignature ?? '',
    });
    expect(signature).toBe(text(example.signature));
    expect(verifyCredential(publicKey, { message, signature })).toBe(true);
  });

  it('verify for their own message and key alone', async () => {
    const key = await newBlindKey();
    const own = prepareMessage();
    const { blinded, inverse } = await blind(key.publicKey, own);
    const blindSignature = blindSign(key, Buffer.from(blinded, 'base64url'))?.toString('base64url');
    const parts = { message: own, inverse, blindSignature: blindSignature ?? '' };
    const signature = await unblind(key.publicKey, parts);
    expect(verifyCredential(key.publicKey, { message: own, signature })).toBe(true);
    const other = prepareMessage();
    expect(verifyCredential(key.publicKey, { message: other, signature })).toBe(false);
    expect(verifyCredential(publicKey, { message: own, signature })).toBe(false);
    expect(verifyCredential(key.publicKey, { message: own, signature: 'AAAA' })).toBe(false);
    expect(verifyCredential(key.publicKey, { message: 'AAAA', signature })).toBe(false);
    await expect(unblind(key.publicKey, { ...parts, message: other })).rejects.toThrow('belong');
  });

  it('are of numbers below the modulus only', async () => {
    const key = await newBlindKey();
    expect(blindSign(key, Buffer.alloc(256, 0xff))).toBeUndefined();
    expect(blindSign(key, Buffer.alloc(255, 1))).toBeUndefined();
    expect(blindSign(key, Buffer.from(key.publicKey.n, 'base64url'))).toBeUndefined();
  });

  it('have keys that open for their own survey only', async () => {
    const { publicKey: half, privateKey } = await newBlindKey();
    const sealing = Buffer.alloc(32, 3);
    const sealed = sealBlindKey(sealing, 'svy_a', privateKey);
    expect(sealed.includes(privateKey.subarray(40, 80))).toBe(false);
    expect(openBlindKey(sealing, 'svy_a', { publicKey: half, sealed }).privateKey).toEqual(
      privateKey,
    );
    expect(() => openBlindKey(sealing, 'svy_b', { publicKey: half, sealed })).toThrow();
    expect(() => openBlindKey(Buffer.alloc(32), 'svy_a', { publicKey: half, sealed })).toThrow();
  });
});
