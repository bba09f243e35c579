import { fail, ok, type Result } from '../shared/result.ts';
import { dateToDay, type Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window } from '../surveys/answer-window.ts';
import { askedEver } from '../surveys/asked-ever.ts';
import type { Response } from '../surveys/response.ts';
import { isPublished, type PublishedSurvey } from '../surveys/survey.ts';
import { analyseTexts } from './analysis-event.ts';
import type { ReadResponse } from './driver-columns.ts';
import { type DriverReport, driverReport } from './driver-report.ts';
import { joinAnalyses } from './join-analyses.ts';
import type { VoicePorts } from './ports.ts';
import { readNewest, textQuestions } from './read-responses.ts';
import { textsOfResponse } from './spoken-text.ts';
import { wholeWeeks } from './whole-weeks.ts';

/** Responses that one answer is made of, the newest. */
export const responsesMax = 5_000;

/** Types whose answers can be an outcome. */
const outcomeTypes: readonly string[] = ['nps', 'csat', 'ces'];

export interface DriversQuery extends Window {
  readonly surveyId: string;
  /** Question id. */
  readonly outcome: string;
}

export type ReadDriverReport = DriverReport & {
  /** False where older responses of the window were not read. */
  readonly complete: boolean;
  readonly shielded: boolean;
};

/** What drives recommendation, satisfaction or ease in a survey. */
export const readDrivers =
  (ports: VoicePorts) =>
  async (query: DriversQuery, now: Instant): Promise<Result<ReadDriverReport>> => {
    const checked = checkWindow(query);
    if (!checked.ok) return checked;
    const survey = await ports.surveys.find(query.surveyId);
    if (!survey) return fail('survey_not_found');
    const questions = askedEver(survey);
    const outcome = questions.find(({ id }) => id === query.outcome);
    if (!outcome || !outcomeTypes.includes(outcome.type))
      return fail('invalid_request', { errors: [notAnOutcome] });
    const shielded = survey.definition.mode !== 'identified';
    const asked = { outcomeId: outcome.id, isShielded: shielded };
    if (!isPublished(survey))
      return ok({ ...driverReport([], questions, asked), complete: true, shielded });
    const { rows, complete } = await readRows(ports, survey, { query, now });
    return ok({ ...driverReport(rows, questions, asked), complete, shielded });
  };

const notAnOutcome = {
  pointer: '?outcome',
  code: 'not_an_outcome',
  message: 'The outcome is a question of type nps, csat or ces of this survey',
};

const readRows = async (
  { responses, dayOf }: VoicePorts,
  survey: PublishedSurvey,
  { query, now }: { readonly query: DriversQuery; readonly now: Instant },
): Promise<{ readonly rows: readonly ReadResponse[]; readonly complete: boolean }> => {
  const days = answerDays(survey, query, dayOf, now);
  const found = await readNewest(
    responses,
    { survey, days },
    ({ length }) => length >= responsesMax,
  );
  const newest = found.responses.slice(0, responsesMax);
  const isCut = found.cutAt !== null || newest.length < found.responses.length;
  const dated = newest.map((response) => ({
    ...{ response, responseId: response.id },
    day: dateToDay(response.day),
  }));
  const cutAt = isCut ? (dated.at(-1)?.day ?? null) : null;
  const shown =
    survey.definition.mode === 'identified'
      ? dated
      : wholeWeeks(dated, { survey, days, now, dayOf, cutAt });
  return {
    rows: withThemes(
      shown.map(({ response }) => response),
      survey,
    ),
    complete: !isCut,
  };
};

const withThemes = (
  responses: readonly Response[],
  survey: PublishedSurvey,
): readonly ReadResponse[] => {
  const questions = textQuestions(survey);
  return responses.map((response) => {
    const spoken = textsOfResponse(response, questions);
    const texts = Object.fromEntries(spoken.map(({ question, text }) => [question ?? '', text]));
    const themes = joinAnalyses(analyseTexts(texts))?.themes ?? [];
    return { response, themes: new Map(themes.map(({ theme, value }) => [theme, value])) };
  });
};
