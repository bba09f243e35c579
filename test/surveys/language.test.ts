import { describe, expect, it } from 'vitest';
import { acceptedLanguages, chooseLanguage, textIn } from '../../lib/surveys/language.ts';

describe('acceptedLanguages', () => {
  it('orders by weight, keeps the order of equals, and leaves refused ones out', () => {
    expect(acceptedLanguages('fr;q=0.3, zh-CN, en;q=0.9, de;q=0, *;q=0.1, it;q=0.9')).toEqual([
      'zh-CN',
      'en',
      'it',
      'fr',
    ]);
    expect(acceptedLanguages(undefined)).toEqual([]);
    expect(acceptedLanguages(',;q=x,en;q=nonsense')).toEqual([]);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [['zh'], 'zh'],
    [['ZH-hans-cn'], 'zh'],
    [['fr-CA', 'en'], 'fr'],
    [['pt'], 'pt-BR'],
    [[undefined, 'ja', 'de'], 'en'],
    [[''], 'en'],
  ])('finds for %j what is offered, or falls back', (wanted, expected) => {
    expect(chooseLanguage(wanted, ['en', 'fr', 'pt-BR', 'zh'], 'en')).toBe(expected);
  });
});

describe('a language in two scripts', () => {
  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['sr', 'en'],
    ['not a tag', 'en'],
  ])('is chosen for %s by how it is written', (wanted, expected) => {
    expect(chooseLanguage([wanted], ['en', 'zh-Hans', 'zh-Hant'], 'en')).toBe(expected);
  });

  it('prefers the longer form of what was asked for', () => {
    expect(chooseLanguage(['zh-Hant-HK'], ['zh', 'zh-Hant'], 'zh')).toBe('zh-Hant');
  });
});

describe('textIn', () => {
  it('falls back for each text by itself: the base language, then the default, then any', () => {
    expect(textIn({ en: 'Yes', zh: '是' }, 'zh-Hans-CN', 'en')).toBe('是');
    expect(textIn({ en: 'Yes' }, 'zh', 'en')).toBe('Yes');
    expect(textIn({ 'en-GB': 'Colour' }, 'zh', 'en')).toBe('Colour');
    expect(textIn({ fr: 'Oui' }, 'zh', 'en')).toBe('Oui');
    expect(textIn({}, 'zh', 'en')).toBe('');
  });
});
