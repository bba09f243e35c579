import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showReceipt } from './show-receipt.ts';

export const handle = handler(
  publicRoutes.updateResponse,
  async ({ params, query, body, call }) => {
    const result = await surveyIntake.update(
      {
        responseId: params.responseId,
        surveyId: query.surveyId,
        resumeToken: body.resumeToken,
        answers: body.answers,
        hidden: body.hidden ?? {},
        language: body.language,
        complete: body.complete,
        revision: body.revision,
      },
      call.now,
      { address: call.sourceIp, isHosted: false, isKiosk: false },
    );
    return result.ok ? ok({ status: 200, body: showReceipt(result.value) }) : result;
  },
);
