import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { formTokenField, honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import type { Receipt } from '../../../lib/surveys/submission.ts';
import { handler } from '../handler.ts';
import { isByBrowser, isForm, refuseSent, type Sent, thanksFor } from './shop-form.ts';
import { showReceipt } from './show-receipt.ts';

/** Who began an open answer without a link needs its resume token, which no page tells. */
const isOnPages = (sent: Sent, { outcome }: Receipt): boolean =>
  isByBrowser(sent.call) && (sent.body.token !== undefined || outcome !== 'partial');

const reply = (sent: Sent, receipt: Receipt, kept: string | null) => ({
  ...(isOnPages(sent, receipt)
    ? thanksFor(sent)
    : {
        status: receipt.repeated ? (200 as const) : (201 as const),
        body: showReceipt(receipt),
      }),
  ...(kept === null ? {} : { resourceId: kept }),
});

export const handle = handler(
  publicRoutes.submitResponse,
  async (sent) => {
    const { params, body, call } = sent;
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
    if (!result.ok) return isByBrowser(call) ? refuseSent(sent, result.failure) : result;
    const { limits, ...receipt } = result.value;
    return ok({ ...reply(sent, receipt, surveyIntake.keepReceipt(receipt, body.token)), limits });
  },
  async (kept, sent) =>
    ok(reply(sent, await surveyIntake.keptReceipt(kept, sent.body.token), kept)),
);
