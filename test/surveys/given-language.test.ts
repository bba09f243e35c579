import { describe, expect, it } from 'vitest';
import { Submission } from '../../lib/contract/response-shapes.ts';

const languageOf = (language: string) => Submission.safeParse({ language, answers: {} });

describe('the language of an answer', () => {
  it.each([
    ['zh', 'zh'],
    ['ZH', 'zh'],
    ['en-us', 'en-US'],
    ['ZH-hANS-cn', 'zh-Hans-CN'],
    ['es-419', 'es-419'],
  ])('is taken in any case: %s', (given, language) => {
    expect(languageOf(given).data).toMatchObject({ language });
  });

  it.each(['', 'x', 'en_US', 'English', 'zh-', 'zh--CN', 'ｅｎ'])('refuses %j', (given) => {
    expect(languageOf(given).success).toBe(false);
  });
});
