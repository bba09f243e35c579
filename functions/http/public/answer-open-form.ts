import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { formTokenField, honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import { readForm } from './form-fields.ts';
import { languageOf, refuseForm, refusePage, thanksAt } from './hosted-page.ts';
import { isKiosk, messageParts, openVisit, showOpenForm } from './open-visit.ts';
import { pageHandler } from './page-handler.ts';

export const handle = pageHandler(publicRoutes.answerOpenForm, async (input) => {
  const open = await openVisit(input);
  if (!open.ok) return open;
  const { body = {}, call } = input;
  const { survey, link } = open.value;
  const { fields, own, isSwitch } = readForm(body, survey.definition);
  const formToken = own[formTokenField];
  if (isSwitch) return ok(await showOpenForm(input, open.value, { fields, formToken }));
  const result = await surveyIntake.submit(
    {
      surveyId: survey.id,
      language: languageOf(input, survey.definition),
      answers: fields,
      ...(link ? { trusted: link.hidden } : {}),
      channel: link?.channel ?? 'web',
      encoding: 'form',
    },
    call,
    {
      address: call.sourceIp,
      isHosted: true,
      isKiosk: isKiosk(open.value),
      formToken,
      honeypot: own[honeypotField],
    },
  );
  if (result.ok) {
    const { limits } = result.value;
    return ok({ ...thanksAt(`/f/${survey.id}`, input, survey.definition), limits });
  }
  const { failure } = result;
  if (failure.code !== 'invalid_request')
    return refusePage(input, failure, messageParts(input, open.value));
  return refuseForm(failure, await showOpenForm(input, open.value, { fields, failure, formToken }));
});
