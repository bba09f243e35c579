import type { Page } from '../shared/pages.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { answerDays, checkWindow, type Window } from './answer-window.ts';
import { settledDay } from './count-window.ts';
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

/**
 * One page of the responses of a survey, newest day first. Of anonymous ones only those of days that can no
 * longer change: whoever looks again and again would learn from a row that appears when its answer came, and
 * with what else was seen at that moment whose it is.
 */
export const listResponses =
  (ports: {
    readonly surveys: Pick<SurveyStore, 'find'>;
    readonly responses: Pick<ResponseReader, 'list'>;
    readonly dayOf: DayOf;
  }) =>
  async ({
    surveyId,
    window: asked,
    limit,
    after,
    now,
  }: ResponsesQuery): Promise<Result<Page<Response, string>>> => {
    const checked = checkWindow(asked);
    if (!checked.ok) return checked;
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (survey.definition.mode === 'confidential') return fail('confidential_responses');
    if (!isPublished(survey)) return ok({ items: [] });
    const { mode } = survey.definition;
    const window = answerDays(survey, asked, ports.dayOf, now);
    const settled = settledDay(survey, ports.dayOf, now);
    const days = mode === 'anonymous' ? { ...window, to: Math.min(window.to, settled) } : window;
    if (days.from > days.to) return ok({ items: [] });
    return ok(await ports.responses.list({ surveyId, mode, days, limit, after }));
  };
