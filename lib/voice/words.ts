/** A word of a folded text with its place, in UTF-16 units. */
export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Counts the stretches without punctuation: a negation does not reach over their ends. */
  readonly clause: number;
}

const isWordUnit = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x27;

/** What ends a clause: everything but letters, blanks and the signs that stand inside words. */
const endsClause = (code: number): boolean =>
  code === 0x2c ||
  code === 0x2e ||
  code === 0x21 ||
  code === 0x3f ||
  code === 0x3b ||
  code === 0x3a ||
  code === 0x0a ||
  code === 0x28 ||
  code === 0x29;

/** Words of Latin script in one pass. */
export const wordsOf = (folded: string): readonly Word[] => {
  const words: Word[] = [];
  let clause = 0;
  let start = -1;
  for (let at = 0; at <= folded.length; at += 1) {
    const code = at < folded.length ? folded.charCodeAt(at) : 0;
    if (isWordUnit(code)) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0) words.push({ word: folded.slice(start, at), start, end: at, clause });
    start = -1;
    if (endsClause(code)) clause += 1;
  }
  return words;
};
