/** A stretch of a text: UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const enders = new Set('。！？!?；;…\n\r');
const pauses = new Set('，,、：:（）()~～ \t');
/** Sentences that run on without an end are cut at a pause once they are this long. */
const runOnUnits = 160;

const isBlank = (sign: string): boolean => sign.trim() === '';

/** A full stop ends a sentence before a blank or the end: not within 3.5, example.com or e.g.x. */
const isFullStop = (text: string, at: number): boolean =>
  text.charAt(at) === '.' && (at + 1 >= text.length || isBlank(text.charAt(at + 1)));

const endsHere = (text: string, at: number, start: number): boolean => {
  const sign = text.charAt(at);
  return enders.has(sign) || isFullStop(text, at) || (at - start >= runOnUnits && pauses.has(sign));
};

/** Without the blanks at its ends; undefined where only blanks and signs are. */
const trimmed = (text: string, from: number, to: number): Span | undefined => {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charAt(start))) start += 1;
  while (end > start && isBlank(text.charAt(end - 1))) end -= 1;
  return start < end ? { start, end } : undefined;
};

/** The sentences of a text in one pass. Signs that follow an end (!!! or ……) belong to it. */
export const sentencesOf = (text: string): readonly Span[] => {
  const spans: Span[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    if (!endsHere(text, at, start)) {
      at += 1;
      continue;
    }
    at += 1;
    while (at < text.length && (enders.has(text.charAt(at)) || text.charAt(at) === '.')) at += 1;
    const span = trimmed(text, start, at);
    if (span && hasLetters(text, span)) spans.push(span);
    start = at;
  }
  const rest = trimmed(text, start, text.length);
  return rest && hasLetters(text, rest) ? [...spans, rest] : spans;
};

const hasLetters = (text: string, { start, end }: Span): boolean => {
  for (let at = start; at < end; at += 1) {
    const sign = text.charAt(at);
    if (sign > '\u007f' ? !enders.has(sign) && !pauses.has(sign) : /[a-z0-9]/i.test(sign))
      return true;
  }
  return false;
};

/** Words that turn the view within a sentence. */
const turnsZh = ['但', '可是', '不过', '只是', '就是', '却', '然而'];
const turnEn = /^ (but|however|though|although|except) /i;
const turnUnits = 10;

const turnsHere = (text: string, at: number): boolean =>
  turnsZh.some((turn) => text.startsWith(turn, at)) ||
  (text.charAt(at) === ' ' && turnEn.test(text.slice(at, at + turnUnits)));

const clauseEnders = new Set('，,：:（）()~～');

/** Parts of a sentence that may say different things of different themes: split at commas and turns. */
export const clausesOf = (text: string, { start, end }: Span): readonly Span[] => {
  const clauses: Span[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    const isEnd = clauseEnders.has(text.charAt(at));
    if (!isEnd && !turnsHere(text, at)) continue;
    const clause = trimmed(text, from, at);
    if (clause) clauses.push(clause);
    from = isEnd ? at + 1 : at;
  }
  const rest = trimmed(text, from, end);
  return rest ? [...clauses, rest] : clauses;
};
