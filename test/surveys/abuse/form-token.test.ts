import { describe, expect, it } from 'vitest';
import { checkFormToken, mintFormToken } from '../../../lib/surveys/abuse/form-token.ts';

const key = Buffer.alloc(32, 7);
const nonce = Buffer.alloc(12, 1);
const at = '2026-05-04T08:00:00.000Z';
const token = mintFormToken(key, { surveyId: 'svy_a', at, nonce });
const check = (text: string | undefined, now: string, surveyId = 'svy_a') =>
  checkFormToken(key, text, { surveyId, now });
const later = '2026-05-04T08:05:00.000Z';

describe('the token of a hosted open form', () => {
  it('is taken from two seconds after rendering until 48 hours after it', () => {
    expect(check(token, '2026-05-04T08:00:01.999Z')).toEqual({
      valid: false,
      fault: 'form_token_too_young',
    });
    expect(check(token, '2026-05-04T08:00:02.000Z').valid).toBe(true);
    expect(check(token, '2026-05-06T08:00:00.000Z').valid).toBe(true);
    expect(check(token, '2026-05-06T08:00:00.001Z')).toEqual({
      valid: false,
      fault: 'form_token_too_old',
    });
  });

  it('is missing when it is absent or empty', () => {
    for (const text of [undefined, ''])
      expect(check(text, later)).toEqual({ valid: false, fault: 'form_token_missing' });
  });

  it.each([
    ['of another survey', token, 'svy_b'],
    ['cut', token.slice(0, -1), 'svy_a'],
    ['lengthened', `${token}A`, 'svy_a'],
    ['with another time', token.replace(/^v1\.\w+/, 'v1.tb0000'), 'svy_a'],
    ['with other spare bits at the end', token.replace(/.$/, (c) => next(c)), 'svy_a'],
    ['of another version', token.replace('v1', 'v2'), 'svy_a'],
    ['that is a prototype name', '__proto__', 'svy_a'],
    [
      'under another key',
      mintFormToken(Buffer.alloc(32, 8), { surveyId: 'svy_a', at, nonce }),
      'svy_a',
    ],
  ])('is forged: one %s', (_, text, surveyId) => {
    expect(check(text, later, surveyId)).toEqual({ valid: false, fault: 'form_token_forged' });
  });
});

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const next = (character: string): string => alphabet[(alphabet.indexOf(character) + 1) % 64] ?? '';
