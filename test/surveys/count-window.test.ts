import { expect, it } from 'vitest';
import { dateToDay, dayToDate } from '../../lib/shared/time.ts';
import { countWindow } from '../../lib/surveys/count-window.ts';
import type { DayCounts } from '../../lib/surveys/histogram-tally.ts';
import { publishedSurvey } from './sample-survey.ts';

const at = '2026-01-01T00:00:00.000Z';

/** The chunks, as first and last day, in which a survey with so many responses a day is counted at its first read. */
const chunksOf = async (responses: number, days: number) => {
  const chunks: { readonly days: number; readonly responses: number }[] = [];
  const first = dateToDay(at.slice(0, 10));
  const count: DayCounts = {
    total: { responses, completed: responses, questions: {} },
    groups: new Map(),
  };
  await countWindow(
    {
      dayOf: (instant) => dateToDay(instant.slice(0, 10)),
      responses: {
        countDays: async (_survey, { from, to }) =>
          new Map(Array.from({ length: to - from + 1 }, (_, index) => [from + index, count])),
        gapAnswers: async () => [],
      },
      histograms: {
        kept: async () => undefined,
        keep: async (_surveyId, _counts, { from, to }) => {
          chunks.push({ days: to - from + 1, responses: responses * (to - from + 1) });
        },
        keepGroups: async () => undefined,
        totals: async () => [],
        groups: async () => new Map(),
        cuts: async () => new Map(),
        cut: async () => true,
      },
    },
    {
      survey: publishedSurvey(at),
      days: { from: first, to: first + days - 1 },
      now: `${dayToDate(first + days + 1)}T12:00:00.000Z`,
    },
  );
  return chunks;
};

it('counts what nobody has read in chunks of responses that a function reads in time, whatever a day brings', async () => {
  const chunks = await chunksOf(2_500, 60);
  expect(Math.max(...chunks.map(({ responses }) => responses))).toBeLessThanOrEqual(10_000);
  expect(chunks.reduce((sum, { days }) => sum + days, 0)).toBe(60);
  expect(new Set((await chunksOf(40_000, 10)).map(({ days }) => days))).toEqual(new Set([1]));
});

it('takes months at once where there are few', async () => {
  expect((await chunksOf(3, 111)).map(({ days }) => days)).toEqual([1, 4, 16, 30, 30, 30]);
});
