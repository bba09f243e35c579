import type * as z from 'zod';
import type { ResultsResource } from '../../../lib/contract/results-resource.ts';
import type { ExpectationGap } from '../../../lib/surveys/expectation-gap.ts';
import type { GroupResult } from '../../../lib/surveys/group-results.ts';
import type { Interval } from '../../../lib/surveys/interval.ts';
import type { MeasuredResult, MetricExtras } from '../../../lib/surveys/question-metrics.ts';
import type { SurveyResults } from '../../../lib/surveys/read-results.ts';

type Shown = z.input<typeof ResultsResource>;

const ends = (interval: Interval | null): [number, number] | null =>
  interval && [interval[0], interval[1]];

const extras = ({ trend, noTrend, change }: MetricExtras) => ({
  trend: trend && { ...trend },
  noTrend,
  ...(change === undefined ? {} : { change: change && { ...change } }),
});

type Metric<T extends MeasuredResult['type']> = Extract<MeasuredResult, { type: T }>;

/** Results of the questions with a metric. */
export const showMetric = {
  nps: ({ type, n, nps, promoters, passives, detractors, fewAnswers, ...of }: Metric<'nps'>) => ({
    ...{ type, n, nps, promoters, passives, detractors, fewAnswers },
    ...extras(of),
    interval: ends(of.interval),
  }),
  csat: ({ type, n, topTwoBox, mean, meanInterval, ...of }: Metric<'csat'>) => ({
    ...{ type, n, topTwoBox, mean },
    ...extras(of),
    interval: ends(of.interval),
    meanInterval: ends(meanInterval),
  }),
  ces: ({ type, n, mean, easy, easyInterval, ...of }: Metric<'ces'>) => ({
    ...{ type, n, mean, easy },
    ...extras(of),
    interval: ends(of.interval),
    easyInterval: ends(easyInterval),
  }),
  number: ({ type, n, mean, ...of }: Metric<'number'>) => ({
    ...{ type, n, mean },
    ...extras(of),
    interval: ends(of.interval),
  }),
};

const showResult = (result: MeasuredResult): Shown['questions'][string] => {
  switch (result.type) {
    case 'nps':
      return showMetric.nps(result);
    case 'csat':
      return showMetric.csat(result);
    case 'ces':
      return showMetric.ces(result);
    case 'number':
      return showMetric.number(result);
    case 'consent':
      return { ...result, interval: ends(result.interval) };
    case 'single':
    case 'multi':
      return { ...result, options: [...result.options] };
    case 'ranking':
      return { ...result, options: [...result.options] };
    case 'matrix':
      return {
        ...result,
        rows: result.rows.map((row) => ({ ...row, columns: [...row.columns] })),
      };
    case 'date':
    case 'text':
      return result;
  }
};

const showQuestions = (questions: Readonly<Record<string, MeasuredResult>>): Shown['questions'] =>
  Object.fromEntries(Object.entries(questions).map(([id, result]) => [id, showResult(result)]));

export const showGap = (gap: ExpectationGap): Shown['expectationGaps'][number] => ({
  ...gap,
  interval: ends(gap.interval),
});

const showGroup = ({ questions, ...group }: GroupResult) => ({
  ...group,
  questions: questions && showQuestions(questions),
});

export const showResults = (results: SurveyResults): Omit<Shown, 'quarantined'> => ({
  surveyId: results.surveyId,
  responses: results.responses,
  completed: results.completed,
  shieldedThrough: results.shieldedThrough,
  questions: showQuestions(results.questions),
  expectationGaps: results.expectationGaps.map(showGap),
  by: results.by,
  groups: results.groups?.map(showGroup) ?? null,
});
