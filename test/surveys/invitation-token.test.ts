import { createHmac, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mintToken, receiptOf, verifyToken } from '../../lib/surveys/invitation-token.ts';

const key = Buffer.alloc(32, 7);
const signing = { generation: 1, key };
const keys = {
  find: (generation: number) => (generation === 1 ? key : undefined),
  dummy: Buffer.alloc(32, 8),
};
const target = {
  surveyId: 'svy_01jxk3v9c0x5q3m8v7t2n4b6d1',
  invitationId: 'inv_01jxk3v9c0aaaaaaaaaaaaaaaa',
} as const;
const token = mintToken(signing, target);

describe('personal links', () => {
  it('name their survey and invitation, and need no escaping in a path', () => {
    expect(verifyToken(keys, token)).toEqual(target);
    expect(encodeURIComponent(token)).toBe(token);
    expect(mintToken(signing, target)).toBe(token);
  });

  it('are refused when a single character differs, anywhere', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'a' ? 'b' : 'a';
      expect(verifyToken(keys, token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
  });

  it('are refused in every other spelling of the same bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const others = [...alphabet].map((last) => token.slice(0, -1) + last);
    expect(others.filter((other) => verifyToken(keys, other) !== null)).toEqual([token]);
  });

  it('are refused when they are cut, lengthened, or of another survey, invitation or key', () => {
    const swapped = mintToken(signing, { ...target, surveyId: 'svy_01jxk3v9c0bbbbbbbbbbbbbbbb' });
    const [version, , mac] = token.split('.');
    const [, payload] = swapped.split('.');
    const forgeries = [
      '',
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      ` ${token}`,
      `${version}.${payload}.${mac}`,
      mintToken({ generation: 1, key: randomBytes(32) }, target),
      token.toUpperCase(),
    ];
    for (const forged of forgeries) expect(verifyToken(keys, forged)).toBeNull();
  });

  it('are not what another use of the key signs', () => {
    const [version, payload = ''] = token.split('.');
    const plain = createHmac('sha256', key).update(payload).digest('base64url');
    expect(verifyToken(keys, `${version}.${payload}.${plain}`)).toBeNull();
  });

  it('never throw, whatever is given', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^v1\.[0-9a-z]*\.\S*$/));
    fc.assert(fc.property(text, (given) => verifyToken(keys, given) === null));
  });
});

describe('receipts', () => {
  it('are the same for the same token, and tell nothing of it', () => {
    expect(receiptOf(key, token)).toBe(receiptOf(key, token));
    expect(receiptOf(key, token)).toMatch(/^rct_[A-Za-z0-9_-]{32}$/);
    expect(receiptOf(key, `${token}x`)).not.toBe(receiptOf(key, token));
  });
});
