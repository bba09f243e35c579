import { hostedForms } from '../../../lib/app/hosted-forms.ts';
import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import type { Call } from '../handler.ts';
import { readForm, revisionField, type SentForm } from './form-fields.ts';
import { languageOf, refuseForm, refusePage, thanksAt, type Visit } from './hosted-page.ts';
import { pageHandler } from './page-handler.ts';
import { type PersonalVisit, personalVisit, showPersonalForm } from './personal-visit.ts';

/** Takes what a form sent: the answers of a link, or a change of them. */
const takeForm = (
  visit: Visit & { readonly call: Call },
  { survey, invitation, token, state }: PersonalVisit,
  { fields, own }: SentForm,
) => {
  const { call } = visit;
  const language = languageOf(visit, survey.definition);
  const revision = own[revisionField];
  if (revision !== undefined && state.kind === 'sent') {
    const form = { survey, invitation, change: state.change, fields, language };
    return hostedForms.change({ ...form, revision: Number(revision) }, call.now);
  }
  return surveyIntake.submit(
    { token, language, answers: fields, channel: 'link', encoding: 'form' },
    call,
    { address: call.sourceIp, isHosted: true, isKiosk: false, honeypot: own[honeypotField] },
  );
};

export const handle = pageHandler(publicRoutes.answerPersonalForm, async (input) => {
  const visit = await personalVisit(input);
  if (!visit.ok) return refusePage(input, visit.failure);
  const { survey, token } = visit.value;
  const { definition } = survey;
  const sent = readForm(input.body ?? {}, definition);
  const { fields } = sent;
  if (sent.isSwitch) return ok(await showPersonalForm(input, visit.value, { fields }));
  const result = await takeForm(input, visit.value, sent);
  if (result.ok) return ok(thanksAt(`/s/${token}`, input, definition));
  const { failure } = result;
  if (failure.code !== 'invalid_request') return refusePage(input, failure, { definition });
  return refuseForm(failure, await showPersonalForm(input, visit.value, { fields, failure }));
});
