import { mergePatch } from '../shared/merge-patch.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { definitionErrors } from './check-definition.ts';
import { checkSize } from './create-survey.ts';
import type { SurveyStore } from './ports.ts';
import { type Survey, SurveyDefinition, type SurveyPatch } from './survey.ts';

/** The version that a caller demands: a number, `*` for any, nothing without If-Match. */
type IfMatch = number | '*' | undefined;

export interface SurveyRequest {
  readonly surveyId: string;
  readonly ifMatch: IfMatch;
  readonly now: Instant;
}

type Surveys = { readonly surveys: Pick<SurveyStore, 'find' | 'replace'> };

const attemptsMax = 25;

type Decide = (survey: Survey, now: Instant) => Result<Survey>;

/** The next state over the version that was read; `undefined` when somebody else was faster. */
const attempt = async (
  { surveys }: Surveys,
  decide: Decide,
  { surveyId, ifMatch, now }: SurveyRequest,
): Promise<Result<Survey> | undefined> => {
  const survey = await surveys.find(surveyId);
  if (!survey) return fail('survey_not_found');
  if (typeof ifMatch === 'number' && ifMatch !== survey.version) return fail('stale_version');
  const decided = decide(survey, now);
  if (!decided.ok) return decided;
  const next = { ...decided.value, version: survey.version + 1, updatedAt: now };
  return (await surveys.replace(next, survey.version)) ? ok(next) : undefined;
};

const change =
  (ports: Surveys, decide: Decide) =>
  async (request: SurveyRequest): Promise<Result<Survey>> => {
    for (let count = 0; count < attemptsMax; count += 1) {
      const result = await attempt(ports, decide, request);
      if (result) return result;
    }
    return fail('busy', { retryAfterSeconds: 1 });
  };

/** Applies a merge patch to a draft. Its parts were checked when they were read; what is removed is empty again. */
export const patchSurvey = (ports: Surveys) => (request: SurveyRequest, patch: SurveyPatch) =>
  change(ports, (survey) => {
    if (survey.status !== 'draft') return fail('survey_not_draft');
    const merged = SurveyDefinition.parse(mergePatch(survey.definition, patch));
    const checked = checkSize(merged);
    return checked.ok ? ok({ ...survey, definition: merged }) : checked;
  })(request);

/** Opens a draft for answers. From here on its definition stands, and every answer names its version. */
export const publishSurvey = (ports: Surveys) =>
  change(ports, (survey, now) => {
    if (survey.status !== 'draft') return fail('survey_not_draft');
    const errors = definitionErrors(survey.definition);
    if (errors.length > 0) return fail('invalid_request', { errors });
    return ok({
      ...survey,
      status: 'open',
      surveyVersion: 1,
      publishedAt: now,
    });
  });

/** Ends an open survey: from here on it takes no answers. */
export const closeSurvey = (ports: Surveys) =>
  change(ports, (survey, now) =>
    survey.status === 'open'
      ? ok({ ...survey, status: 'closed', closedAt: now })
      : fail('survey_not_open'),
  );
