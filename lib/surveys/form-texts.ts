import { en } from './form-texts-en.ts';
import { zh } from './form-texts-zh.ts';

export type FormTexts = Readonly<Record<keyof typeof en, string>>;

/** The languages that the pages themselves speak. */
export const pageLanguages = ['en', 'zh'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** Every text of the hosted pages that is not the survey's own. */
export const formTexts: Readonly<Record<PageLanguage, FormTexts>> = { en, zh };

/** The language of our words beside content in this language: English where we do not speak it. */
export const pageLanguageOf = (language: string): PageLanguage =>
  language.toLowerCase().split('-', 1)[0] === 'zh' ? 'zh' : 'en';

/** A text with its `{names}` filled in. */
export const fillText = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
