import { surveys } from '../../../lib/app/surveys.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Survey } from '../../../lib/surveys/survey.ts';
import { handler } from '../handler.ts';
import { findSurvey } from './find-survey.ts';
import { surveyReply } from './show-survey.ts';

const created = (survey: Survey) => ({
  ...surveyReply(survey),
  status: 201 as const,
  headers: { Location: `/v1/surveys/${survey.id}` },
});

export const handle = handler(
  surveysRoutes.createSurvey,
  async ({ body, call }) => {
    const result = await surveys.create(call.ids('survey'), body, call.now);
    return result.ok ? ok(created(result.value)) : result;
  },
  async (surveyId) => {
    const result = await findSurvey(surveyId);
    return result.ok ? ok(created(result.value)) : result;
  },
);
