import { business } from '../../../lib/app/base.ts';
import { surveysRoutes } from '../../../lib/contract/routes/surveys.ts';
import { ok } from '../../../lib/shared/result.ts';
import { questionBlocks } from '../../../lib/surveys/question-blocks.ts';
import { handler } from '../handler.ts';

export const handle = handler(surveysRoutes.listSurveyBlocks, async () => {
  const data = questionBlocks(business.currency).map((block) => ({
    ...block,
    questions: [...block.questions],
  }));
  return ok({ status: 200, body: { data } });
});
