import * as z from 'zod';
import { trendDirections, trendGaps } from '../surveys/trend.ts';

const interval = z
  .tuple([z.number(), z.number()])
  .nullable()
  .meta({ description: 'Low and high end, 95 %.' });
const percent = z.number().nullable();
const n = z.int().meta({ description: 'How many answered the question.' });

/** A change over time; the test is named where it is described. */
export const TrendResource = z
  .strictObject({
    slope: z.number().meta({
      description: 'Change in 30 days, in units of the metric; of percentages in points.',
    }),
    z: z.number().meta({
      description:
        'Test statistic: Student’s t of a mean or NPS (least squares over the answers on their days), z of a share (Cochran-Armitage).',
    }),
    p: z.number().min(0).max(1).meta({ description: 'Two-sided.' }),
    direction: z.enum(trendDirections).meta({ description: '`none` from p = 0.05 on.' }),
    days: z.int().meta({ description: 'Different days, or blocks of days, with answers.' }),
    n: z.int(),
  })
  .meta({ id: 'Trend' });

const metric = {
  trend: TrendResource.nullable(),
  noTrend: z.enum(trendGaps).nullable().meta({
    description:
      'Why there is no trend: under 30 answers, under five days with answers, or all answers alike.',
  }),
  change: z
    .strictObject({
      difference: z.number().meta({ description: 'This window less the one before.' }),
      interval: z.tuple([z.number(), z.number()]).meta({
        description: '95 %: of two shares by Newcombe’s score method, of two means by Welch.',
      }),
      n: z.int().meta({ description: 'Answers of the window before.' }),
    })
    .nullable()
    .optional()
    .meta({
      description:
        'With `compare=previous`, of the survey as a whole: against the window of the same length before. Null where either has too few answers.',
    }),
};

const ShareResult = z.strictObject({ id: z.string(), count: z.int(), share: percent });

/** Results of the questions that have a metric. */
export const MetricResults = {
  nps: z.strictObject({
    type: z.literal('nps'),
    n,
    nps: z.number().nullable(),
    promoters: percent,
    passives: percent,
    detractors: percent,
    interval,
    fewAnswers: z.boolean().meta({
      description: 'Under 30 answers: the score says little, whatever its interval.',
    }),
    ...metric,
  }),
  csat: z.strictObject({
    type: z.literal('csat'),
    n,
    topTwoBox: percent,
    mean: z.number().nullable(),
    interval: interval.meta({ description: 'Of the top two boxes.' }),
    meanInterval: interval,
    ...metric,
  }),
  ces: z.strictObject({
    type: z.literal('ces'),
    n,
    mean: z.number().nullable(),
    interval,
    easy: percent.meta({ description: 'Percent of answers 5 to 7: it was easy.' }),
    easyInterval: interval,
    ...metric,
  }),
  number: z.strictObject({
    type: z.literal('number'),
    n,
    mean: z.number().nullable(),
    interval,
    ...metric,
  }),
};

const QuestionResult = z.discriminatedUnion('type', [
  MetricResults.nps,
  MetricResults.csat,
  MetricResults.ces,
  MetricResults.number,
  z.strictObject({ type: z.enum(['single', 'multi']), n, options: z.array(ShareResult) }),
  z.strictObject({
    type: z.literal('ranking'),
    n,
    options: z.array(
      z.strictObject({
        id: z.string(),
        count: z.int().meta({ description: 'How often it was given a place.' }),
        meanPlace: z.number().nullable().meta({ description: 'Of those places; 1 is the first.' }),
        first: z.int().meta({ description: 'How often it came first.' }),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal('matrix'),
    n,
    rows: z.array(z.strictObject({ id: z.string(), n: z.int(), columns: z.array(ShareResult) })),
  }),
  z.strictObject({
    type: z.literal('date'),
    n,
    earliest: z.iso.date().nullable(),
    latest: z.iso.date().nullable(),
  }),
  z.strictObject({
    type: z.literal('consent'),
    n,
    agreed: percent.meta({ description: 'Percent of those who answered.' }),
    interval,
  }),
  z.strictObject({ type: z.literal('text'), n }),
]);

/** The expectation gap of one aspect. */
export const ExpectationGapResource = z
  .strictObject({
    aspect: z.string(),
    n: z.int().meta({
      description: 'Pairs of an expectation and the experience, of one customer and order.',
    }),
    mean: z.number().nullable().meta({
      description: 'Mean of after − before on 1 to 5; below 0 the experience fell short.',
    }),
    interval: interval.meta({ description: 'Of the paired t test, 95 %.' }),
    effectSize: z.number().nullable().meta({
      description: 'Cohen’s dz: the mean over the standard deviation of the differences.',
    }),
    fellShort: percent,
    met: percent,
    surpassed: percent,
  })
  .meta({ id: 'ExpectationGap' });

const questions = z.record(z.string(), QuestionResult);

export const ResultsResource = z
  .strictObject({
    surveyId: z.string(),
    responses: z.int().meta({
      description:
        'Responses of the window, at once and in every mode: how many took part says nothing about what they answered.',
    }),
    completed: z.int(),
    quarantined: z.int().meta({
      description:
        'Responses of the window that wait in quarantine and count nowhere else; 10,000 stands for that many or more. Those of more than 30 days ago are deleted.',
    }),
    shieldedThrough: z.iso.date().nullable().meta({
      description:
        'Of confidential and anonymous surveys: the last finished day. Up to it groups and pairs count; questions count beyond it, into the running day. Answers are shown in blocks of five or more, each from the moment that it is complete, and a window by the whole blocks inside it, so that no difference of answers is made of fewer, at whatever moments they are read. Null where nothing is shielded.',
    }),
    questions,
    expectationGaps: z.array(ExpectationGapResource).meta({
      description: 'By aspect, from finished days.',
    }),
    by: z.string().nullable(),
    groups: z
      .array(
        z.strictObject({
          key: z.string().meta({
            description:
              'Value of the dimension; `none` where a response has none, `~other` for small groups together.',
          }),
          shielded: z.boolean().meta({
            description: 'Fewer than five answers, or none, in every whole block of the window.',
          }),
          responses: z.int().nullable(),
          completed: z.int().nullable(),
          questions: questions.nullable(),
        }),
      )
      .nullable()
      .meta({
        description:
          'With `by`, the largest first: 200 at most, and as many as one answer has room for (of long surveys); the others as `~other`.',
      }),
  })
  .meta({ id: 'SurveyResults' });
