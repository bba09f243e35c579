import { fail, ok, type Result } from '../shared/result.ts';
import {
  type CalendarDate,
  type Day,
  dateToDay,
  epochMs,
  type Instant,
  toInstant,
} from '../shared/time.ts';
import { type CountedQuestion, countedQuestions, typesOf } from './counted-question.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';
import type { DayOf, DayRange, HistogramStore, ResponseReader, SurveyStore } from './ports.ts';
import { type QuestionResult, questionResults } from './results.ts';
import { isPublished, type PublishedSurvey, type Survey } from './survey.ts';

export interface SurveyResults {
  readonly surveyId: string;
  readonly responses: number;
  readonly completed: number;
  readonly questions: Readonly<Record<string, QuestionResult>>;
}

/** Inclusive business dates; an end that is left out is open. */
export interface Window {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

export interface ResultsPorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly responses: Pick<ResponseReader, 'countDays'>;
  readonly histograms: HistogramStore;
  readonly dayOf: DayOf;
}

/** A day is kept an hour after its end: by then its last transactions are in the index that is counted. */
const settlingMs = 60 * 60 * 1_000;

/** Days that are counted before the mark moves, so that a long first read can be taken up again. */
const chunkDays = 30;

/** Refuses a window that ends before it begins. */
export const checkWindow = ({ from, to }: Window): Result<Window> =>
  from !== undefined && to !== undefined && from > to
    ? fail('invalid_request', {
        errors: [
          { pointer: '?to', code: 'before_from', message: 'The window ends before it begins' },
        ],
      })
    : ok({ from, to });

/** The days of a window in which a survey could be answered: from its publication to its end, or today. */
export const answerDays = (
  survey: PublishedSurvey,
  window: Window,
  dayOf: DayOf,
  now: Instant,
): DayRange => {
  const first = dayOf(survey.publishedAt);
  const last = dayOf(survey.closedAt ?? now);
  return {
    from: Math.max(first, window.from === undefined ? first : dateToDay(window.from)),
    to: Math.min(last, window.to === undefined ? last : dateToDay(window.to)),
  };
};

/** Every question that some version asked. */
export const askedEver = ({ definition, earlier }: Survey): readonly CountedQuestion[] =>
  countedQuestions(definition.questions, earlier);

/** What the responses of a survey are counted by. */
const countKey = (survey: PublishedSurvey) => ({
  surveyId: survey.id,
  mode: survey.definition.mode,
  types: typesOf(askedEver(survey)),
});

/** Counts and keeps the finished days up to the end of the range that nobody has read before. */
const keepFinishedDays = async (
  { histograms, responses, dayOf }: ResultsPorts,
  survey: PublishedSurvey,
  through: Day,
): Promise<Day> => {
  const key = countKey(survey);
  const start = dayOf(survey.publishedAt) - 1;
  let kept = (await histograms.keptThrough(survey.id)) ?? start;
  while (kept < through) {
    const to = Math.min(kept + chunkDays, through);
    const days = await responses.countDays(key, { from: kept + 1, to });
    await histograms.keep(survey.id, days, to);
    kept = to;
  }
  return kept;
};

const countWindow = async (
  ports: ResultsPorts,
  survey: PublishedSurvey,
  days: DayRange,
  now: Instant,
): Promise<Histogram> => {
  if (days.from > days.to) return emptyHistogram;
  const settled = ports.dayOf(toInstant(epochMs(now) - settlingMs)) - 1;
  const kept = await keepFinishedDays(ports, survey, Math.min(settled, days.to));
  const stored =
    days.from <= kept
      ? await ports.histograms.sum(survey.id, { from: days.from, to: Math.min(kept, days.to) })
      : emptyHistogram;
  const open = { from: Math.max(days.from, kept + 1), to: days.to };
  if (open.from > open.to) return stored;
  const key = countKey(survey);
  const counted = await ports.responses.countDays(key, open);
  return [...counted.values()].reduce(addHistograms, stored);
};

const resultsOf = (survey: Survey, histogram: Histogram): SurveyResults => ({
  surveyId: survey.id,
  responses: histogram.responses,
  completed: histogram.completed,
  questions: questionResults(askedEver(survey), histogram),
});

/** Results from the histograms of finished days and the responses of the others. */
export const readResults =
  (ports: ResultsPorts) =>
  async (surveyId: string, window: Window, now: Instant): Promise<Result<SurveyResults>> => {
    const checked = checkWindow(window);
    if (!checked.ok) return checked;
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (!isPublished(survey)) return ok(resultsOf(survey, emptyHistogram));
    const days = answerDays(survey, window, ports.dayOf, now);
    return ok(resultsOf(survey, await countWindow(ports, survey, days, now)));
  };
