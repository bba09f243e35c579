import type { publicRoutes } from '../../../lib/contract/routes/public.ts';
import type { Failure } from '../../../lib/shared/failure.ts';
import type { Result } from '../../../lib/shared/result.ts';
import type { Fields } from '../../../lib/surveys/form-field.ts';
import type { SurveyDefinition } from '../../../lib/surveys/survey.ts';
import type { Call, Input } from '../handler.ts';
import { refuseForm, refusePage, type Visit } from './hosted-page.ts';
import { messageParts, openVisit, showOpenForm } from './open-visit.ts';
import { personalVisit, showPersonalForm } from './personal-visit.ts';

/**
 * A form that stands on a page of the business and posts to the API. Without script the visitor's browser goes to
 * the answer: it is led to the thanks, or shown the hosted form with what was entered and what is wrong with it.
 */
export type Sent = Pick<Input<typeof publicRoutes.submitResponse>, 'params' | 'body' | 'call'>;

export const isForm = ({ headers }: Call): boolean =>
  (headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');

/** A browser that goes somewhere asks for a page; scripts ask for anything, or for JSON. */
export const isByBrowser = (call: Call): boolean =>
  isForm(call) && (call.headers['accept'] ?? '').includes('text/html');

const pathOf = ({ params, body: { token } }: Sent): string =>
  token === undefined ? `/f/${params.surveyId}` : `/s/${encodeURIComponent(token)}`;

const visitOf = (sent: Sent): Visit & { readonly call: Call } => ({
  query: { lang: sent.body.language },
  call: sent.call,
  path: pathOf(sent),
});

/** Where the browser goes when the answers have arrived. */
export const thanksFor = (sent: Sent) => {
  const { language } = sent.body;
  const query = language === undefined ? '' : `?${new URLSearchParams({ lang: language })}`;
  return {
    status: 303 as const,
    body: undefined,
    headers: { Location: `${pathOf(sent)}/thanks${query}`, vary: 'Accept' },
  };
};

/** The fields of the page's own form: answers, and values of hidden fields. */
const partsOf = ({ body }: Sent, definition: SurveyDefinition) => {
  const names = new Set(definition.hidden.map(({ id }) => id));
  const entries = Object.entries(body.answers);
  const hidden = entries.filter(([name]) => names.has(name));
  return {
    fields: Object.fromEntries(entries.filter(([name]) => !names.has(name))) as Fields,
    hidden: Object.fromEntries(hidden.map(([name, value]) => [name, String(value)])),
  };
};

/** The refusal of a personal link's form, as a page. */
const refusePersonal = async (sent: Sent, token: string, failure: Failure) => {
  const visit = visitOf(sent);
  const link = await personalVisit({ ...visit, params: { token } });
  if (!link.ok) return refusePage(visit, failure);
  const { definition } = link.value.survey;
  if (failure.code !== 'invalid_request') return refusePage(visit, failure, { definition });
  const { fields, hidden } = partsOf(sent, definition);
  const entered = { fields, failure, carried: hidden };
  return refuseForm(failure, await showPersonalForm(visit, link.value, entered));
};

/** The refusal of a form without a link, as a page. */
const refuseOpen = async (sent: Sent, failure: Failure) => {
  const visit = { ...visitOf(sent), params: sent.params };
  const open = await openVisit(visit);
  if (!open.ok) return open;
  const { definition } = open.value.survey;
  if (failure.code !== 'invalid_request')
    return refusePage(visit, failure, messageParts(visit, open.value));
  const { fields, hidden } = partsOf(sent, definition);
  const carrying = { ...open.value, given: hidden };
  return refuseForm(failure, await showOpenForm(visit, carrying, { fields, failure }));
};

/** A refusal with the page that a visitor reads. */
export const refuseSent = async (sent: Sent, failure: Failure): Promise<Result<never>> =>
  sent.body.token === undefined
    ? refuseOpen(sent, failure)
    : refusePersonal(sent, sent.body.token, failure);
