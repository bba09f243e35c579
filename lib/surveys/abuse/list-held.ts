import type { Page } from '../../shared/pages.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import type { DayOf, SurveyStore } from '../ports.ts';
import type { HeldResponse } from './held-response.ts';
import type { QuarantineStore } from './ports.ts';

export interface QuarantinePorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly quarantine: Pick<QuarantineStore, 'list'>;
  readonly dayOf: DayOf;
}

export interface QuarantineQuery {
  readonly surveyId: string;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly now: Instant;
}

/** One page of what waits of a survey, newest day first. */
export const listHeld =
  ({ surveys, quarantine, dayOf }: QuarantinePorts) =>
  async ({ now, ...query }: QuarantineQuery): Promise<Result<Page<HeldResponse, string>>> => {
    if (!(await surveys.find(query.surveyId))) return fail('survey_not_found');
    return ok(await quarantine.list({ ...query, today: dayOf(now) }));
  };
