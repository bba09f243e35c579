import type { DatedCounts } from '../surveys/dated-counts.ts';
import { type ExpectationGap, expectationGap } from '../surveys/expectation-gap.ts';
import type { Histogram, QuestionCounts } from '../surveys/histogram.ts';
import type { Interval } from '../surveys/interval.ts';
import { type MeasuredResult, measuredResults } from '../surveys/question-metrics.ts';
import { firstDayOf, lastDayOf, type Month, monthName } from './month.ts';
import type { GapMonths, SatisfactionGroup } from './satisfaction-table.ts';

/** Fewest answers that a group is shown with. */
export const groupAnswersMin = 5;

/** Months of a window, both inclusive. */
export interface MonthRange {
  readonly from: Month;
  readonly to: Month;
}

export interface SeriesMonth {
  readonly month: string;
  readonly n: number;
  readonly value: number | null;
  readonly interval: Interval | null;
}

type Measured<T extends MeasuredResult['type']> = Extract<MeasuredResult, { type: T }> & {
  readonly series: readonly SeriesMonth[];
};

export interface SatisfactionFigures {
  readonly nps: Measured<'nps'>;
  readonly csat: Measured<'csat'>;
  readonly ces: Measured<'ces'>;
}

const questions = [
  { id: 'nps', type: 'nps' },
  { id: 'csat', type: 'csat' },
  { id: 'ces', type: 'ces' },
] as const;

const countsOf = (counts: readonly number[]): QuestionCounts => {
  const values = counts.map((n, index) => [String(index + 1), n] as const);
  return { answered: counts.reduce((sum, n) => sum + n, 0), values: Object.fromEntries(values) };
};

/** A rating of each kind stands for all of them: only the kinds count. */
const kinds = (rows: SatisfactionGroup['nps']): QuestionCounts => {
  const sum = (name: 'promoters' | 'passives' | 'detractors') =>
    rows.reduce((total, row) => total + row[name], 0);
  const [promoters, passives, detractors] = [sum('promoters'), sum('passives'), sum('detractors')];
  return {
    answered: promoters + passives + detractors,
    values: { 9: promoters, 7: passives, 0: detractors },
  };
};

const addUp = (rows: SatisfactionGroup['csat'], width: number): QuestionCounts =>
  countsOf(
    Array.from({ length: width }, (_, at) =>
      rows.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0),
    ),
  );

/** The counts of a window, with the last recommendation of each customer in it. */
const windowOf = (group: SatisfactionGroup, { from, to }: MonthRange): Histogram => {
  const isIn = ({ month }: { readonly month: Month }) => month >= from && month <= to;
  const last = group.nps.filter((row) => isIn(row) && (row.next === null || row.next > to));
  return {
    ...{ responses: 0, completed: 0 },
    questions: {
      nps: kinds(last),
      csat: addUp(group.csat.filter(isIn), 5),
      ces: addUp(group.ces.filter(isIn), 7),
    },
  };
};

const middle = (month: Month): number => (firstDayOf(month) + lastDayOf(month)) / 2;

const seriesMonth = (month: Month, result: MeasuredResult | undefined): SeriesMonth => {
  const base = { month: monthName(month), n: result?.n ?? 0 };
  switch (result?.type) {
    case 'nps':
      return { ...base, value: result.nps, interval: result.interval };
    case 'csat':
      return { ...base, value: result.topTwoBox, interval: result.interval };
    case 'ces':
      return { ...base, value: result.mean, interval: result.interval };
    default:
      throw new Error('only scores have a series');
  }
};

/** The figures of a group in a window of months. Trends are looked for from month to month. */
export const figuresOf = (group: SatisfactionGroup, range: MonthRange): SatisfactionFigures => {
  const months = Array.from({ length: range.to - range.from + 1 }, (_, at) => range.from + at);
  const dated: readonly (DatedCounts & { readonly month: Month })[] = months.map((month) => ({
    month,
    day: middle(month),
    histogram: windowOf(group, { from: month, to: month }),
  }));
  const window = measuredResults(questions, {
    counts: [{ day: 0, histogram: windowOf(group, range) }],
  });
  const trends = measuredResults(questions, { counts: dated });
  const monthly = dated.map(({ month, ...counts }) => ({
    month,
    results: measuredResults(questions, { counts: [counts] }),
  }));
  const figure = <T extends 'nps' | 'csat' | 'ces'>(type: T) => {
    const series = monthly.map(({ month, results }) => seriesMonth(month, results[type]));
    return { ...trendIn(trends[type]), series };
  };
  const { nps, csat, ces } = window;
  if (nps?.type !== 'nps' || csat?.type !== 'csat' || ces?.type !== 'ces')
    throw new Error('a score without its figures');
  return {
    nps: { ...nps, ...figure('nps') },
    csat: { ...csat, ...figure('csat') },
    ces: { ...ces, ...figure('ces') },
  };
};

const trendIn = (result: MeasuredResult | undefined) => {
  if (result === undefined || !('trend' in result)) throw new Error('a score has a trend');
  return { trend: result.trend, noTrend: result.noTrend };
};

export interface GroupFigures {
  readonly key: string;
  /** Too few answers to show. */
  readonly shielded: boolean;
  readonly figures: SatisfactionFigures | null;
}

/** Groups with fewer than five answers to every score stay hidden. */
export const groupFigures = (group: SatisfactionGroup, range: MonthRange): GroupFigures => {
  const figures = figuresOf(group, range);
  const most = Math.max(figures.nps.n, figures.csat.n, figures.ces.n);
  const shielded = most < groupAnswersMin;
  return { key: group.key, shielded, figures: shielded ? null : figures };
};

/** Differences of −4 to 4 stand at 0 to 8. */
const gapOffset = 4;

/** The expectation gap of an aspect in a window of months. */
export const gapOf = ({ aspect, months }: GapMonths, { from, to }: MonthRange): ExpectationGap => {
  const values: Record<string, number> = {};
  for (const { month, counts } of months) {
    if (month < from || month > to) continue;
    for (const [at, n] of counts.entries()) {
      const difference = at - gapOffset;
      values[difference] = (values[difference] ?? 0) + n;
    }
  }
  return expectationGap(aspect, { answered: 0, values });
};
