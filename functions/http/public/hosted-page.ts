import type { Failure, InputError } from '../../../lib/shared/failure.ts';
import { languagesOf } from '../../../lib/surveys/check-definition.ts';
import {
  formPage,
  type Message,
  messagePage,
  refusalMessages,
} from '../../../lib/surveys/form-page.ts';
import { pageLanguages } from '../../../lib/surveys/form-texts.ts';
import { acceptedLanguages, chooseLanguage } from '../../../lib/surveys/language.ts';
import { contentSecurityPolicy } from '../../../lib/surveys/page.ts';
import type { Fields } from '../../../lib/surveys/question-fields.ts';
import type { SurveyDefinition } from '../../../lib/surveys/survey.ts';
import type { Call } from '../handler.ts';

/** Headers of every hosted page. */
export const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  vary: 'Accept, Accept-Language, Origin',
};

interface Visit {
  readonly query: { readonly lang?: string | undefined };
  readonly call: Call;
}

/** The language that a visitor reads: the one in the address, else the browser's, among those there are. */
export const languageOf = ({ query, call }: Visit, definition?: SurveyDefinition): string => {
  const wanted = [query.lang, ...acceptedLanguages(call.headers['accept-language'])];
  return definition
    ? chooseLanguage(wanted, languagesOf(definition), definition.defaultLanguage)
    : chooseLanguage(wanted, pageLanguages, 'en');
};

/** A page that says one thing. */
export const showMessage = (visit: Visit, message: Message, definition?: SurveyDefinition) => ({
  status: 200 as const,
  body: messagePage(languageOf(visit, definition), message),
  headers: pageHeaders,
});

/** The form, with what was entered and what was wrong with it. */
export const showForm = (
  visit: Visit,
  definition: SurveyDefinition,
  entered: { readonly fields: Fields; readonly errors: readonly InputError[] },
): string => formPage({ definition, language: languageOf(visit, definition), ...entered });

const isExplained = (code: string): code is keyof typeof refusalMessages =>
  Object.hasOwn(refusalMessages, code);

interface RefusalContext {
  readonly definition?: SurveyDefinition;
  readonly fields?: Fields;
  /** Says it in other words than the code's own. */
  readonly message?: Message;
}

/** A refusal with the page that tells a visitor the same. */
export const refusePage = (
  visit: Visit,
  failure: Failure,
  about: RefusalContext = {},
): { readonly ok: false; readonly failure: Failure } => {
  const { definition, fields = {} } = about;
  const page = (html: string) => ({
    ok: false as const,
    failure: { ...failure, page: { html, headers: pageHeaders } },
  });
  if (isExplained(failure.code)) {
    const message = about.message ?? refusalMessages[failure.code];
    return page(messagePage(languageOf(visit, definition), message));
  }
  if (definition && failure.code === 'invalid_request')
    return page(showForm(visit, definition, { fields, errors: failure.errors ?? [] }));
  return { ok: false, failure };
};

/** Why an address has no open form: the only token that is refused there is the one that is missing. */
export const refuseOpenForm = (visit: Visit, failure: Failure) =>
  refusePage(visit, failure, failure.code === 'invalid_token' ? { message: 'personal' } : {});

/** Where a visitor goes after sending the form: a page that can be loaded again without sending twice. */
export const thanksAt = (path: string, visit: Visit, definition: SurveyDefinition) => ({
  status: 303 as const,
  body: undefined,
  headers: { Location: `${path}/thanks?lang=${languageOf(visit, definition)}` },
});
