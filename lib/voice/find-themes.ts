import { matchAt, matchWords, type PhraseMap, phraseMap } from './phrases.ts';
import type { VoiceLanguage } from './script.ts';
import { clausesOf, type Span } from './sentences.ts';
import { type Theme, themeCodes } from './theme-rows.ts';
import { themeWordsEn } from './theme-words-en.ts';
import { themeWordsZh } from './theme-words-zh.ts';
import { wordsOf } from './words.ts';

/** A theme in a sentence, with the clause that names it. */
export interface Mention {
  readonly theme: Theme;
  readonly clause: Span;
}

/** Which themes a word names: some name two (难吃 is taste, 送错 is portion). */
type ThemeIndex = {
  readonly phrases: PhraseMap;
  readonly named: ReadonlyMap<string, readonly Theme[]>;
};

const indexOf = (words: Readonly<Record<Theme, string>>): ThemeIndex => {
  const named = new Map<string, Theme[]>();
  for (const theme of themeCodes)
    for (const word of words[theme].split(/\s+/).filter(Boolean))
      named.set(word, [...(named.get(word) ?? []), theme]);
  return { phrases: phraseMap({ 1: [...named.keys()].join(' ') }), named };
};

const indexes: Readonly<Record<VoiceLanguage, ThemeIndex>> = {
  zh: indexOf(themeWordsZh),
  en: indexOf(themeWordsEn),
};

/** The themes of a sentence, once for each clause that names them. */
export const mentionsIn = (
  folded: string,
  sentence: Span,
  language: VoiceLanguage,
): readonly Mention[] =>
  clausesOf(folded, sentence).flatMap((clause) =>
    [...themesIn(folded.slice(clause.start, clause.end), language)].map((theme) => ({
      theme,
      clause,
    })),
  );

const themesIn = (clause: string, language: VoiceLanguage): ReadonlySet<Theme> => {
  const { phrases, named } = indexes[language];
  const words =
    language === 'zh' ? characterMatches(phrases, clause) : wordMatches(phrases, clause);
  return new Set(words.flatMap((word) => named.get(word) ?? []));
};

const characterMatches = (phrases: PhraseMap, clause: string): readonly string[] => {
  const found: string[] = [];
  let at = 0;
  while (at < clause.length) {
    const length = matchAt(phrases, clause, at)?.length ?? 0;
    if (length > 0) found.push(clause.slice(at, at + length));
    at += Math.max(1, length);
  }
  return found;
};

const wordMatches = (phrases: PhraseMap, clause: string): readonly string[] => {
  const words = wordsOf(clause);
  const found: string[] = [];
  let at = 0;
  while (at < words.length) {
    const match = matchWords(phrases, words, at);
    if (match) found.push(match.phrase);
    at += match?.length ?? 1;
  }
  return found;
};
