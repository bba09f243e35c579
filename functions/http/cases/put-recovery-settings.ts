import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { putSettings } from '../../../lib/shared/settings.ts';
import { handler } from '../handler.ts';

/** Question types whose answer decides whether a customer is recovered. */
const deciding = new Set<string>(['nps', 'csat', 'ces']);

const undecided = fail('invalid_request', {
  errors: [
    {
      pointer: '/followUp/surveyId',
      code: 'no_score',
      message: 'The survey asks for no recommendation, satisfaction or ease that could decide',
    },
  ],
});

export const handle = handler(casesRoutes.putRecoverySettings, async ({ body, call }) => {
  // There always are settings.
  if (call.mustBeNew) return fail('stale_version', { detail: 'There are settings already' });
  if (body.followUp !== null) {
    const survey = await cases.findSurvey(body.followUp.surveyId);
    if (!survey) return fail('survey_not_found');
    // Whoever answers must be known: the answer decides about a case.
    if (survey.status !== 'open' || survey.definition.mode !== 'identified')
      return fail('survey_not_open', { detail: 'The follow-up needs an open identified survey' });
    if (!survey.definition.questions.some(({ type }) => deciding.has(type))) return undecided;
  }
  const { ifMatch, caller, now } = call;
  const result = await putSettings(cases.settings, {
    settings: body,
    ifMatch,
    by: caller,
    at: now,
  });
  if (!result.ok) return result;
  const { version, settings } = result.value;
  return ok({ status: 200, body: { ...settings, version }, version });
});
