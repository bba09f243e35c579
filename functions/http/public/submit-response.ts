import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { formTokenField, honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import type { Receipt } from '../../../lib/surveys/submission.ts';
import { type Call, handler } from '../handler.ts';
import { showReceipt } from './show-receipt.ts';

const isForm = ({ headers }: Call): boolean =>
  (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

const reply = (receipt: Receipt, kept: string | null) => ({
  status: receipt.repeated ? (200 as const) : (201 as const),
  body: showReceipt(receipt),
  ...(kept === null ? {} : { resourceId: kept }),
});

export const handle = handler(
  publicRoutes.submitResponse,
  async ({ params, body, call }) => {
    const result = await surveyIntake.submit(
      {
        surveyId: params.surveyId,
        token: body.token,
        credential: body.credential,
        language: body.language,
        answers: body.answers,
        hidden: body.hidden,
        channel: body.token === undefined ? 'web' : 'link',
        encoding: isForm(call) ? 'form' : 'json',
        complete: body.complete,
      },
      call,
      {
        address: call.sourceIp,
        isHosted: false,
        isKiosk: false,
        formToken: body[formTokenField],
        honeypot: body[honeypotField],
      },
    );
    if (!result.ok) return result;
    const { limits, ...receipt } = result.value;
    return ok({ ...reply(receipt, surveyIntake.keepReceipt(receipt, body.token)), limits });
  },
  async (kept, { body }) => ok(reply(await surveyIntake.keptReceipt(kept, body.token), kept)),
);
