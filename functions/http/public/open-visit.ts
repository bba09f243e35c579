import { hostedForms } from '../../../lib/app/hosted-forms.ts';
import { surveyIntake } from '../../../lib/app/survey-intake.ts';
import type { Failure } from '../../../lib/shared/failure.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { formTokenField, honeypotField } from '../../../lib/surveys/abuse/form-token.ts';
import type { Fields } from '../../../lib/surveys/form-field.ts';
import type { HiddenValues } from '../../../lib/surveys/hidden-field.ts';
import { parseHidden } from '../../../lib/surveys/parse-hidden.ts';
import type { OpenLink } from '../../../lib/surveys/signed-open-link.ts';
import type { PublishedSurvey } from '../../../lib/surveys/survey.ts';
import { parseQuery } from '../parse/parse-pairs.ts';
import { formScripts } from './form-scripts.ts';
import {
  kioskSeconds,
  type MessageParts,
  queryIn,
  refusePage,
  showForm,
  type Visit,
} from './hosted-page.ts';

/** An open form as its address opens it. */
export interface OpenVisit {
  readonly survey: PublishedSurvey;
  /** The signed link that led here; null without one. */
  readonly link: OpenLink | null;
  /** Values of the address that nobody has signed. */
  readonly given: HiddenValues;
}

interface OpenInput extends Visit {
  readonly params: { readonly surveyId: string };
}

/** The signed link of an address: one that is forged, of another survey or over is refused without saying which. */
const openLink = async ({ params, query, call }: OpenInput): Promise<Result<OpenLink | null>> => {
  const { link } = query;
  if (link === undefined) return ok(null);
  const opened = await hostedForms.openLink(params.surveyId, link, call.now);
  return opened ? ok(opened) : fail('invalid_token');
};

const givenIn = ({ query }: OpenInput, { definition }: PublishedSurvey): Result<HiddenValues> => {
  const pairs = parseQuery(query['hidden'] ?? '');
  if (!pairs.ok) return fail('malformed_request', { detail: pairs.detail });
  return parseHidden(definition, Object(pairs.value), { encoding: 'form', from: 'visitor' });
};

/** Opens the form of an anonymous survey, or refuses with a page. */
export const openVisit = async (
  input: OpenInput,
): Promise<{ readonly ok: true; readonly value: OpenVisit } | ReturnType<typeof refusePage>> => {
  const survey = await surveyIntake.openForm(input.params.surveyId);
  // The only token that is refused here is the one that is missing.
  if (!survey.ok)
    return refusePage(
      input,
      survey.failure,
      survey.failure.code === 'invalid_token' ? { message: 'personal' } : {},
    );
  const { definition } = survey.value;
  const link = await openLink(input);
  if (!link.ok) return refusePage(input, link.failure, { definition });
  const given = givenIn(input, survey.value);
  if (!given.ok) return refusePage(input, given.failure, { definition, message: 'invalid' });
  return ok({ survey: survey.value, link: link.value, given: given.value });
};

export const isKiosk = ({ link }: OpenVisit): boolean => link?.channel === 'kiosk';

/** What message pages of this form have besides their words. */
export const messageParts = (visit: Visit, open: OpenVisit): MessageParts => ({
  definition: open.survey.definition,
  ...(isKiosk(open)
    ? {
        restart: { href: `/f/${open.survey.id}${queryIn(visit)}`, seconds: kioskSeconds.thanks },
      }
    : {}),
});

export interface Entered {
  readonly fields?: Fields;
  readonly failure?: Failure;
  /** The token that came with a form that is shown again: its time of filling goes on. */
  readonly formToken?: string | undefined;
}

/** The open form, fresh or with what was entered. */
export const showOpenForm = async (
  input: OpenInput,
  open: OpenVisit,
  { fields = {}, failure, formToken }: Entered = {},
) => {
  const { survey, link, given } = open;
  const kiosk = isKiosk(open);
  const token = formToken ?? (await hostedForms.formToken(survey.id, input.call.now));
  const carried = Object.entries(given).map(([id, value]) => [id, String(value)]);
  const isFresh = Object.keys(fields).length === 0;
  return showForm(input, survey.definition, {
    fields,
    errors: failure?.errors ?? [],
    hidden: { ...given, ...link?.hidden },
    carried: { [formTokenField]: token, ...Object.fromEntries(carried) },
    honeypot: honeypotField,
    personal: false,
    kiosk,
    script: formScripts.form,
    data: {
      survey: survey.id,
      ...(kiosk ? { kiosk: String(kioskSeconds.idle) } : { keep: 'tab' }),
      ...(isFresh ? { fresh: '' } : {}),
    },
  });
};
