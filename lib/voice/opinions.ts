import { angerEn, diminishersEn, intensifiersEn, negatorsEn, polarityEn } from './lexicon-en.ts';
import { angerZh, diminishersZh, intensifiersZh, negatorsZh, polarityZh } from './lexicon-zh.ts';
import { matchAt, matchWords, type PhraseMap, phraseMap, wordSet } from './phrases.ts';
import type { VoiceLanguage } from './script.ts';
import { type Word, wordsOf } from './words.ts';

/** A polar word in its context: what it says after negation and degree, −3 (worst) to 3. */
export interface Opinion {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** A negated word says somewhat less than the opposite: "not terrible" is not "excellent". */
const negation = -0.7;
const intensified = 1.5;
const diminished = 0.6;
/** How far before a polar word its negation and degree are looked for. */
const reachZh = 4;
const reachEn = 3;

interface Degrees {
  readonly negators: ReadonlySet<string>;
  readonly intensifiers: ReadonlySet<string>;
  readonly diminishers: ReadonlySet<string>;
}

interface Lexicon extends Degrees {
  readonly polarity: PhraseMap;
  readonly anger: PhraseMap;
}

const zh: Lexicon = {
  polarity: phraseMap(polarityZh),
  anger: phraseMap({ 1: angerZh }),
  negators: wordSet(negatorsZh),
  intensifiers: wordSet(intensifiersZh),
  diminishers: wordSet(diminishersZh),
};

const en: Lexicon = {
  polarity: phraseMap(polarityEn),
  anger: phraseMap({ 1: angerEn }),
  negators: wordSet(negatorsEn),
  intensifiers: wordSet(intensifiersEn),
  diminishers: wordSet(diminishersEn),
};

/** The polar words of a folded text, by the dictionary alone. */
export const opinionsOf = (folded: string, language: VoiceLanguage): readonly Opinion[] =>
  language === 'zh' ? opinionsZh(folded, zh.polarity) : opinionsEn(wordsOf(folded), en.polarity);

/** Whether a folded text has a word of anger that is not negated. */
export const hasAngerWord = (folded: string, language: VoiceLanguage): boolean =>
  (language === 'zh' ? opinionsZh(folded, zh.anger) : opinionsEn(wordsOf(folded), en.anger)).some(
    ({ weight }) => weight > 0,
  );

const opinionsZh = (folded: string, phrases: PhraseMap): readonly Opinion[] => {
  const found: Opinion[] = [];
  let at = 0;
  while (at < folded.length) {
    const match = matchAt(phrases, folded, at);
    if (!match) {
      at += 1;
      continue;
    }
    const end = at + match.length;
    found.push({ start: at, end, weight: match.weight * degreeZh(folded, at) });
    at = end;
  }
  return found;
};

/** What the few characters before a polar word do to it; the longest word at a place counts. */
const degreeZh = (folded: string, start: number): number => {
  let factor = 1;
  let at = Math.max(0, start - reachZh);
  while (at < start) {
    const [length, effect] = degreeAt(folded, at, start);
    if (folded.charCodeAt(at) < 0x4e00) factor = 1;
    factor *= effect;
    at += length;
  }
  return factor;
};

const degreeAt = (folded: string, at: number, limit: number): readonly [number, number] => {
  for (let length = Math.min(3, limit - at); length > 0; length -= 1) {
    const word = folded.slice(at, at + length);
    const effect = effectOf(zh, word);
    if (effect !== 1) return [length, effect];
  }
  return [1, 1];
};

const effectOf = ({ negators, intensifiers, diminishers }: Degrees, word: string): number => {
  if (negators.has(word)) return negation;
  if (diminishers.has(word)) return diminished;
  return intensifiers.has(word) ? intensified : 1;
};

const opinionsEn = (words: readonly Word[], phrases: PhraseMap): readonly Opinion[] => {
  const found: Opinion[] = [];
  let at = 0;
  while (at < words.length) {
    const match = matchWords(phrases, words, at);
    const first = words[at];
    const last = words[at + (match?.length ?? 1) - 1];
    if (match && first && last)
      found.push({ start: first.start, end: last.end, weight: match.weight * degreeEn(words, at) });
    at += match?.length ?? 1;
  }
  return found;
};

const degreeEn = (words: readonly Word[], at: number): number => {
  const clause = words[at]?.clause;
  let factor = 1;
  for (const { word, clause: own } of words.slice(Math.max(0, at - reachEn), at))
    if (own === clause) factor *= effectOf(en, word);
  return factor;
};

/** True where a word stands in the reach of a negation of its clause. */
export const negatedWords = (words: readonly Word[]): readonly boolean[] =>
  words.map(({ clause }, at) =>
    words
      .slice(Math.max(0, at - reachEn), at)
      .some((before) => before.clause === clause && en.negators.has(before.word)),
  );
