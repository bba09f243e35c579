import { describe, expect, it } from 'vitest';
import { acceptedLanguages, chooseLanguage } from '../../lib/surveys/language.ts';

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
