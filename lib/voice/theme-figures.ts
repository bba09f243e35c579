import { wilsonInterval } from '../shared/intervals.ts';
import { normalTwoSided } from '../shared/normal-tail.ts';
import type { Day } from '../shared/time.ts';
import { shieldMinimum } from '../surveys/blocks-of-days.ts';
import { sideOf, type TextAnalysis } from './analyse-text.ts';
import type { SpokenText } from './spoken-text.ts';
import { type Theme, themeCodes } from './theme-rows.ts';

/** A text with what it says. */
export interface ReadText extends SpokenText {
  readonly analysis: TextAnalysis;
}

export interface CitedText {
  readonly source: SpokenText['source'];
  readonly question: string | null;
  readonly day: Day;
  /** UTF-16 units of the stored text, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
}

export interface Trend {
  /** Texts of the window before. */
  readonly of: number;
  /** Share of them that complained about the theme. */
  readonly complaintShare: number;
  /** Two-sided, of no difference; null where neither window has a complaint. */
  readonly pValue: number | null;
}

export interface ThemeFigures {
  readonly theme: Theme;
  /** Texts that speak of it. */
  readonly n: number;
  readonly share: number;
  readonly shareInterval: readonly [number, number];
  /** Mean sentiment, −1 (worst) to 1. */
  readonly sentiment: number;
  /** Of those that speak of it. */
  readonly shareNegative: number;
  /** Texts that complain about it among all texts. */
  readonly complaintShare: number;
  readonly complaintInterval: readonly [number, number];
  readonly trend: Trend | null;
  readonly sentences: readonly CitedText[];
}

/** Sentences that a theme cites. */
const citedMax = 5;

interface Counts {
  readonly texts: readonly ReadText[];
  readonly complaints: number;
  readonly values: readonly number[];
}

const countsOf = (texts: readonly ReadText[], theme: Theme): Counts => {
  const speaking = texts.filter(({ analysis }) => valueIn(analysis, theme) !== undefined);
  const values = speaking.map(({ analysis }) => valueIn(analysis, theme) ?? 0);
  const complaints = values.filter((value) => sideOf(value) === 'negative').length;
  return { texts: speaking, complaints, values };
};

/** A response may say it in several texts. */
const peopleOf = ({ texts }: Counts): number => new Set(texts.map(({ source }) => source.id)).size;

const valueIn = ({ themes }: TextAnalysis, wanted: Theme): number | undefined =>
  themes.find(({ theme }) => theme === wanted)?.value;

/**
 * The themes of texts, most spoken of first, beside the window before. Of shielded answers nothing is
 * said where fewer than five speak of it.
 */
export const themeFigures = (
  texts: readonly ReadText[],
  {
    before,
    isShielded,
    cites,
  }: {
    readonly before: readonly ReadText[] | null;
    readonly isShielded: boolean;
    readonly cites: boolean;
  },
): readonly ThemeFigures[] =>
  themeCodes
    .map((theme) => ({ theme, counts: countsOf(texts, theme) }))
    .filter(({ counts }) => peopleOf(counts) >= (isShielded ? shieldMinimum : 1))
    .map(({ theme, counts }) => {
      const n = counts.texts.length;
      return {
        theme,
        n,
        share: n / texts.length,
        shareInterval: wilsonInterval(n, texts.length),
        sentiment: counts.values.reduce((sum, value) => sum + value, 0) / n,
        shareNegative: counts.complaints / n,
        complaintShare: counts.complaints / texts.length,
        complaintInterval: wilsonInterval(counts.complaints, texts.length),
        trend: before && trendOf(texts.length, counts, trendBase(before, theme, isShielded)),
        sentences: cites ? citedOf(counts.texts, theme) : [],
      };
    })
    .sort((a, b) => b.n - a.n);

const trendBase = (before: readonly ReadText[], theme: Theme, isShielded: boolean) => {
  const counts = countsOf(before, theme);
  const people = peopleOf(counts);
  const isSmall = isShielded && people > 0 && people < shieldMinimum;
  return before.length === 0 || isSmall
    ? null
    : { of: before.length, complaints: counts.complaints };
};

/** Complaints of two windows by the two-sample test of proportions, pooled (normal approximation). */
const trendOf = (
  of: number,
  { complaints }: Counts,
  before: { readonly of: number; readonly complaints: number } | null,
): Trend | null => {
  if (before === null) return null;
  const pooled = (complaints + before.complaints) / (of + before.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / before.of));
  const complaintShare = before.complaints / before.of;
  return {
    of: before.of,
    complaintShare,
    pValue: error === 0 ? null : normalTwoSided((complaints / of - complaintShare) / error),
  };
};

/** The sentences that say it most clearly, the newest first among equals. */
const citedOf = (texts: readonly ReadText[], wanted: Theme): readonly CitedText[] =>
  texts
    .flatMap(({ source, question, day, text, analysis }) =>
      analysis.themes
        .filter(({ theme }) => theme === wanted)
        .flatMap(({ sentences }) =>
          sentences.map(({ start, end, value }) => ({
            ...{ source, question, day, start, end, value },
            text: text.slice(start, end),
          })),
        ),
    )
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || b.day - a.day)
    .slice(0, citedMax);
