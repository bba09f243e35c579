import type { AnalysedSentiment } from '../events/voice-facts.ts';
import { mentionsIn } from './find-themes.ts';
import { foldText } from './fold-text.ts';
import { hasAngerWord, opinionsOf } from './opinions.ts';
import { languageOf, type VoiceLanguage } from './script.ts';
import { type Span, sentencesOf } from './sentences.ts';
import { foldedProbability } from './sentiment-model.ts';
import { countOf } from './text-figures.ts';
import type { Theme } from './theme-rows.ts';

export type Sentiment = AnalysedSentiment;

/** A sentence that speaks of a theme, and how it does: −1 (worst) to 1. */
export interface CitedSentence extends Span {
  readonly value: number;
}

export interface ThemeInText {
  readonly theme: Theme;
  /** Mean over its sentences, −1 (worst) to 1. */
  readonly value: number;
  readonly sentences: readonly CitedSentence[];
}

export interface TextAnalysis {
  readonly language: VoiceLanguage;
  /** P(positive), 0 to 1, where as many texts are positive as negative. */
  readonly probability: number;
  readonly sentiment: Sentiment;
  readonly angry: boolean;
  readonly themes: readonly ThemeInText[];
}

/** Between these a text is neither negative nor positive. */
export const neutralBand = { low: 0.4, high: 0.6 } as const;
/** A text between these that has a clearly good and a clearly bad sentence is mixed. */
const mixedBand = { low: 0.15, high: 0.85 } as const;
const clearly = 0.5;

/** Units of a text that are read: a form takes 4,000, and nobody complains at greater length. */
export const unitsMax = 20_000;
/** Sentences that a theme cites of one text. */
export const citationsMax = 20;

/** What a text says; null where it has letters of neither language. */
export const analyseText = (text: string): TextAnalysis | null => {
  const language = languageOf(text);
  if (language === null) return null;
  const folded = foldText(text.slice(0, unitsMax));
  const probability = foldedProbability(folded, language);
  const sentences = sentencesOf(folded);
  const views = sentences.map((sentence) => toneOf(folded, sentence, language));
  return {
    language,
    probability,
    sentiment: sentimentOf(probability, views),
    angry: isAngry(text, folded, { language, probability }),
    themes: themesOf(folded, sentences, language),
  };
};

/** Of a clause the dictionary knows more than the model, which has learnt whole texts. */
const dictionaryShare = 0.75;

/** How a stretch speaks, by the dictionary and the model, −1 to 1; by the model alone where no polar word is. */
const toneOf = (folded: string, { start, end }: Span, language: VoiceLanguage): number => {
  const stretch = folded.slice(start, end);
  const opinions = opinionsOf(stretch, language);
  const share = opinions.length === 0 ? 0 : dictionaryShare;
  const words = opinions.reduce((sum, { weight }) => sum + weight, 0);
  return share * Math.tanh(words) + (1 - share) * (2 * foldedProbability(stretch, language) - 1);
};

const sentimentOf = (probability: number, views: readonly number[]): Sentiment => {
  const isMixed =
    probability > mixedBand.low &&
    probability < mixedBand.high &&
    views.some((view) => view >= clearly) &&
    views.some((view) => view <= -clearly);
  if (isMixed) return 'mixed';
  if (probability >= neutralBand.high) return 'positive';
  return probability <= neutralBand.low ? 'negative' : 'neutral';
};

/** Bounds of P(positive) under which words of anger, and loud signs alone, count as anger. */
const angryBelow = { words: 0.35, signs: 0.15 } as const;
const loudSigns = 3;
const shoutedLetters = 12;
const shoutedShare = 0.7;

const isAngry = (
  text: string,
  folded: string,
  { language, probability }: { readonly language: VoiceLanguage; readonly probability: number },
): boolean =>
  (probability < angryBelow.words && hasAngerWord(folded, language)) ||
  (probability < angryBelow.signs && (countOf(folded, '!') >= loudSigns || isShouted(text)));

/** Written in capitals. */
const isShouted = (text: string): boolean => {
  const letters = text.slice(0, unitsMax).replace(/[^a-zA-Z]/g, '');
  const capitals = letters.replace(/[^A-Z]/g, '');
  return letters.length >= shoutedLetters && capitals.length >= shoutedShare * letters.length;
};

const themesOf = (
  folded: string,
  sentences: readonly Span[],
  language: VoiceLanguage,
): readonly ThemeInText[] => {
  const found = new Map<Theme, CitedSentence[]>();
  for (const sentence of sentences)
    for (const [theme, values] of byTheme(folded, sentence, language)) {
      const cited = found.get(theme) ?? [];
      found.set(theme, [...cited, { ...sentence, value: mean(values) }].slice(0, citationsMax));
    }
  return [...found].map(([theme, cited]) => ({
    theme,
    value: mean(cited.map(({ value }) => value)),
    sentences: cited,
  }));
};

/** How the clauses of a sentence speak of each theme that they name. */
const byTheme = (
  folded: string,
  sentence: Span,
  language: VoiceLanguage,
): ReadonlyMap<Theme, readonly number[]> => {
  const values = new Map<Theme, number[]>();
  for (const { theme, clause } of mentionsIn(folded, sentence, language))
    values.set(theme, [...(values.get(theme) ?? []), toneOf(folded, clause, language)]);
  return values;
};

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

/** The side that a value of −1 to 1 is on. */
export const sideOf = (value: number): Exclude<Sentiment, 'mixed'> => {
  if (value >= sideBound) return 'positive';
  return value <= -sideBound ? 'negative' : 'neutral';
};
const sideBound = 0.15;
