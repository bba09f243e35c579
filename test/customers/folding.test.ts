import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEmail, isEmailAddress } from '../../lib/customers/email-address.ts';
import { foldName } from '../../lib/customers/memberships.ts';
import { toPhoneNumber } from '../../lib/customers/phone-number.ts';

describe('e-mail addresses', () => {
  it.each([
    ['Ann@Example.COM', 'ann@example.com'],
    ['ann+news@example.com', 'ann+news@example.com'],
    ['a.n.n@example.com', 'a.n.n@example.com'],
    ['zoe\u0308@example.com', 'zo\u00eb@example.com'],
    ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
    ['李@xn--fsqu00a.xn--fiqs8s', '李@xn--fsqu00a.xn--fiqs8s'],
  ])('compares %s as %s', (written, folded) => {
    expect(isEmailAddress(written)).toBe(true);
    expect(foldEmail(written)).toBe(folded);
  });

  it.each([
    '',
    'a',
    'a@b',
    '@b.c',
    'a@b.c@d.e',
    'a b@c.de',
    'a@b.c/d',
    'a@b.c:1',
    'a@b..c',
    'a@[::1].x',
  ])('refuses %j', (written) => expect(isEmailAddress(written)).toBe(false));

  it('folds to the same whatever the case, and folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const folded = foldEmail(email);
        expect(foldEmail(email.toUpperCase())).toBe(foldEmail(email.toLowerCase()));
        expect(foldEmail(folded)).toBe(folded);
      }),
    );
  });
});

describe('phone numbers', () => {
  it.each([
    ['+86 138-0013-8000', '+8613800138000'],
    ['＋８６ １３８００１３８０００', '+8613800138000'],
    ['+49 (30) 90 18.20', '+4930901820'],
    ['+1–212–555–0100', '+12125550100'],
  ])('reads %s as %s', (written, number) => expect(toPhoneNumber(written)).toBe(number));

  it.each([
    '13800138000',
    '0049301234567',
    '+44 (0)20 7946 0000',
    '+0123456789',
    '+12345',
    '+1234567890123456',
    '+49abc',
    '',
  ])('refuses %j: it would be guessed', (written) =>
    expect(toPhoneNumber(written)).toBeUndefined(),
  );
});

describe('names', () => {
  it('are compared without case and compatibility forms', () => {
    expect(foldName('  ＡＮＮ Ångström ')).toBe('ann ångström');
  });

  it('stay within the bytes of a key, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        expect(Buffer.byteLength(foldName(name))).toBeLessThanOrEqual(400);
      }),
    );
  });
});
