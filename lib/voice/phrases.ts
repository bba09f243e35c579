import type { Word } from './words.ts';

/** Words with weights, for a search of the longest one at a place. */
export interface PhraseMap {
  readonly weights: ReadonlyMap<string, number>;
  /** Length of the longest entry: characters, or words where entries are joined by `_`. */
  readonly longest: number;
}

const split = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '');

export const wordSet = (list: string): ReadonlySet<string> => new Set(split(list));

const isLatinEntry = (entry: string): boolean => entry.charCodeAt(0) < 0x2000;

/** From lists of words by weight. */
export const phraseMap = (groups: Readonly<Record<string, string>>): PhraseMap => {
  const entries = Object.entries(groups).flatMap(([weight, list]) =>
    split(list).map((word) => [word, Number(weight)] as const),
  );
  const lengths = entries.map(([word]) =>
    isLatinEntry(word) ? word.split('_').length : word.length,
  );
  return { weights: new Map(entries), longest: Math.max(...lengths) };
};

/** The longest entry that stands at a place of a text without word boundaries. */
export const matchAt = (
  { weights, longest }: PhraseMap,
  folded: string,
  at: number,
): { readonly length: number; readonly weight: number } | undefined => {
  for (let length = Math.min(longest, folded.length - at); length > 0; length -= 1) {
    const weight = weights.get(folded.slice(at, at + length));
    if (weight !== undefined) return { length, weight };
  }
  return undefined;
};

/** The longest entry that begins with a word. */
export const matchWords = (
  { weights, longest }: PhraseMap,
  words: readonly Word[],
  at: number,
): { readonly length: number; readonly weight: number; readonly phrase: string } | undefined => {
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    const phrase = words
      .slice(at, at + length)
      .map(({ word }) => word)
      .join('_');
    const weight = weights.get(phrase);
    if (weight !== undefined) return { length, weight, phrase };
  }
  return undefined;
};
