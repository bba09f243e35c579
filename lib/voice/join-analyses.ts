import {
  neutralBand,
  type Sentiment,
  type TextAnalysis,
  type ThemeInText,
} from './analyse-text.ts';
import type { VoiceLanguage } from './script.ts';
import type { Theme } from './theme-rows.ts';

/** Where a sentence stands: question, start and end in UTF-16 units, the end exclusive. */
export type Citation = readonly [question: string, start: number, end: number];

export interface JoinedAnalysis {
  readonly language: VoiceLanguage;
  readonly probability: number;
  readonly sentiment: Sentiment;
  readonly angry: boolean;
  readonly themes: readonly {
    readonly theme: Theme;
    readonly value: number;
    readonly sentences: readonly Citation[];
  }[];
}

/** Sentences that a theme cites of one event: a hundred questions with twenty each would outgrow its item. */
const joinedMax = 100;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

/** What the texts of one event say together; null without any. The angriest word counts, the mean decides the rest. */
export const joinAnalyses = (
  byQuestion: ReadonlyMap<string, TextAnalysis>,
): JoinedAnalysis | null => {
  const all = [...byQuestion.values()];
  const [first] = all;
  if (!first) return null;
  const probability = mean(all.map((one) => one.probability));
  const said = new Set(all.map(({ sentiment }) => sentiment));
  const isMixed = said.has('mixed') || (said.has('positive') && said.has('negative'));
  return {
    language: first.language,
    probability,
    sentiment: all.length === 1 ? first.sentiment : sentimentOf(probability, isMixed),
    angry: all.some(({ angry }) => angry),
    themes: joinThemes(byQuestion),
  };
};

const sentimentOf = (probability: number, isMixed: boolean): Sentiment => {
  if (isMixed) return 'mixed';
  if (probability >= neutralBand.high) return 'positive';
  return probability <= neutralBand.low ? 'negative' : 'neutral';
};

const joinThemes = (byQuestion: ReadonlyMap<string, TextAnalysis>): JoinedAnalysis['themes'] => {
  const found = new Map<Theme, { values: number[]; sentences: Citation[] }>();
  for (const [question, { themes }] of byQuestion)
    for (const theme of themes) addTheme(found, question, theme);
  return [...found].map(([theme, { values, sentences }]) => ({
    theme,
    value: mean(values),
    sentences,
  }));
};

const addTheme = (
  found: Map<Theme, { values: number[]; sentences: Citation[] }>,
  question: string,
  { theme, value, sentences }: ThemeInText,
): void => {
  const known = found.get(theme) ?? { values: [], sentences: [] };
  known.values.push(value);
  const room = joinedMax - known.sentences.length;
  for (const { start, end } of sentences.slice(0, room))
    known.sentences.push([question, start, end]);
  found.set(theme, known);
};
