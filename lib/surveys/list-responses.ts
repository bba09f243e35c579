import type { Page } from '../shared/pages.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window } from './answer-window.ts';
import type { DayOf, ResponseReader, SurveyStore } from './ports.ts';
import type { Response } from './response.ts';
import { isPublished } from './survey.ts';

export interface ResponsesQuery {
  readonly surveyId: string;
  readonly window: Window;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly now: Instant;
}

/** One page of the responses of a survey, newest day first. */
export const listResponses =
  (ports: {
    readonly surveys: Pick<SurveyStore, 'find'>;
    readonly responses: Pick<ResponseReader, 'list'>;
    readonly dayOf: DayOf;
  }) =>
  async ({
    surveyId,
    window,
    limit,
    after,
    now,
  }: ResponsesQuery): Promise<Result<Page<Response, string>>> => {
    const checked = checkWindow(window);
    if (!checked.ok) return checked;
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (survey.definition.mode === 'confidential') return fail('confidential_responses');
    if (!isPublished(survey)) return ok({ items: [] });
    const days = answerDays(survey, window, ports.dayOf, now);
    if (days.from > days.to) return ok({ items: [] });
    const { mode } = survey.definition;
    return ok(await ports.responses.list({ surveyId, mode, days, limit, after }));
  };
