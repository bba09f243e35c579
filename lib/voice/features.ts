import { hashText, seedOf, type TextHash } from './gram-hash.ts';
import { negatedWords, type Opinion, opinionsOf } from './opinions.ts';
import type { VoiceLanguage } from './script.ts';
import { textFigures } from './text-figures.ts';
import { wordsOf } from './words.ts';

/** What the model sees of a text: hashed n-grams (present or not) and a few figures of the dictionary. */
export interface Features {
  /** Buckets of n-grams, each once. */
  readonly grams: ReadonlySet<number>;
  readonly figures: readonly number[];
}

/** Buckets of hashed n-grams, a power of two: one byte each in the function. */
export const buckets = { zh: 1 << 16, en: 1 << 14 } as const satisfies Record<
  VoiceLanguage,
  number
>;

/** Kinds of n-grams: the same letters give another bucket in each kind. */
const kinds = {
  plain: seedOf(0),
  negated: seedOf(0x21),
  pair: seedOf(0x5f),
  stem: seedOf(0x7e),
  negatedStem: seedOf(0x40),
  good: seedOf(1),
  bad: seedOf(2),
} as const satisfies Record<string, TextHash>;

export const featuresOf = (folded: string, language: VoiceLanguage): Features => {
  const opinions = opinionsOf(folded, language);
  const grams = new Set<number>();
  const add = (hash: TextHash) => grams.add(hash & (buckets[language] - 1));
  if (language === 'zh') addCharacters(folded, add);
  else addWords(folded, add);
  addOpinions(folded, opinions, add);
  return { grams, figures: textFigures(folded, opinions) };
};

type Add = (hash: TextHash) => void;

/** Characters and pairs of neighbours; blanks are passed over, because Chinese does not need them. */
const addCharacters = (folded: string, add: Add): void => {
  let before = '';
  for (let at = 0; at < folded.length; at += 1) {
    const sign = folded.charAt(at);
    if (sign <= ' ') continue;
    add(hashText(kinds.plain, sign));
    if (before !== '') add(hashText(kinds.plain, before + sign));
    before = sign;
  }
};

const stemLength = 5;

/** Words (apart where a negation reaches them), pairs of words, and the beginnings of longer words. */
const addWords = (folded: string, add: Add): void => {
  const words = wordsOf(folded);
  const negated = negatedWords(words);
  words.forEach(({ word }, at) => {
    const isNegated = negated[at] === true;
    add(hashText(isNegated ? kinds.negated : kinds.plain, word));
    if (word.length > stemLength)
      add(hashText(isNegated ? kinds.negatedStem : kinds.stem, word.slice(0, stemLength)));
    const next = words[at + 1];
    if (next) add(hashText(kinds.pair, `${word} ${next.word}`));
  });
};

/** Words of the dictionary as one, with the side that they are on in their context. */
const addOpinions = (folded: string, opinions: readonly Opinion[], add: Add): void => {
  for (const { start, end, weight } of opinions)
    add(hashText(weight > 0 ? kinds.good : kinds.bad, folded.slice(start, end)));
};
