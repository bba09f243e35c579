import type { CountedQuestion } from './counted-question.ts';
import { ownCount, type QuestionCounts } from './histogram.ts';
import { percentOf, round } from './rounding.ts';

/** How often an option or a column was chosen, and in percent of those who answered. */
export interface ShareResult {
  readonly id: string;
  readonly count: number;
  readonly share: number | null;
}

export interface ChoiceResult {
  readonly type: 'single' | 'multi';
  readonly n: number;
  readonly options: readonly ShareResult[];
}

export interface RankingResult {
  readonly type: 'ranking';
  readonly n: number;
  readonly options: readonly {
    readonly id: string;
    /** How often it was given a place. */
    readonly count: number;
    /** Mean of those places, 1 for the first. */
    readonly meanPlace: number | null;
    /** How often it came first. */
    readonly first: number;
  }[];
}

export interface MatrixResult {
  readonly type: 'matrix';
  readonly n: number;
  readonly rows: readonly {
    readonly id: string;
    readonly n: number;
    readonly columns: readonly ShareResult[];
  }[];
}

type Counted<T extends CountedQuestion['type']> = Extract<CountedQuestion, { type: T }>;
type Part = { readonly id: string };

const share = (id: string, count: number, n: number): ShareResult => ({
  id,
  count,
  share: percentOf(count, n),
});

/** Shares are of the people who answered: those of a multiple choice may add up to more than 100. */
export const choiceResult = (
  type: ChoiceResult['type'],
  options: readonly Part[],
  { answered, values }: QuestionCounts,
): ChoiceResult => ({
  type,
  n: answered,
  options: options.map(({ id }) => share(id, ownCount(values, id), answered)),
});

/** Places of an option are compared among those who gave it one: what was left out has none. */
export const rankingResult = (
  options: readonly Part[],
  { answered, values, places = {} }: QuestionCounts,
): RankingResult => ({
  type: 'ranking',
  n: answered,
  options: options.map(({ id }) => {
    const count = ownCount(values, id);
    const { sum, first } = (Object.hasOwn(places, id) && places[id]) || { sum: 0, first: 0 };
    return { id, count, meanPlace: count === 0 ? null : round(sum / count), first };
  }),
});

/** Shares of a row are of those who answered it. */
export const matrixResult = (
  { rows, columns }: Counted<'matrix'>,
  { answered, values }: QuestionCounts,
): MatrixResult => ({
  type: 'matrix',
  n: answered,
  rows: rows.map((row) => {
    const counts = columns.map(({ id }) => ({ id, count: ownCount(values, `${row.id}.${id}`) }));
    const n = counts.reduce((sum, { count }) => sum + count, 0);
    return { id: row.id, n, columns: counts.map(({ id, count }) => share(id, count, n)) };
  }),
});
