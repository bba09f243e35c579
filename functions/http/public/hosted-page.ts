import { business } from '../../../lib/app/base.ts';
import { withoutTracking } from '../../../lib/contract/tracking-query.ts';
import type { Failure, FailureCode, InputError } from '../../../lib/shared/failure.ts';
import { epochMs, type Instant } from '../../../lib/shared/time.ts';
import { languagesOf } from '../../../lib/surveys/check-labels.ts';
import type { Fields } from '../../../lib/surveys/form-field.ts';
import { type FormView, formPage } from '../../../lib/surveys/form-page.ts';
import { pageLanguages } from '../../../lib/surveys/form-texts.ts';
import { acceptedLanguages, chooseLanguage } from '../../../lib/surveys/language.ts';
import {
  labelText,
  type Message,
  type MessageView,
  messagePage,
  refusalMessages,
} from '../../../lib/surveys/message-page.ts';
import { contentSecurityPolicy } from '../../../lib/surveys/page.ts';
import type { SurveyDefinition } from '../../../lib/surveys/survey.ts';
import type { Call } from '../handler.ts';

/** Who looks at a page, and what of the address goes on to the next one. */
export interface Visit {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly call: Call;
  /** Of the hosted form, where the page is shown at another address. */
  readonly path?: string;
}

/** Seconds after which a screen in a shop goes back to the start, from the thanks and from a form that nobody touches. */
export const kioskSeconds = { thanks: 20, idle: 60 };

/** The language that a visitor reads: the one in the address, else the browser's, among those there are. */
export const languageOf = ({ query, call }: Visit, definition?: SurveyDefinition): string => {
  const wanted = [query['lang'], ...acceptedLanguages(call.headers['accept-language'])];
  return definition
    ? chooseLanguage(wanted, languagesOf(definition), definition.defaultLanguage)
    : chooseLanguage(wanted, pageLanguages, 'en');
};

/** The query of the same address in a language; without one the browser decides again. */
export const queryIn = ({ query }: Visit, language?: string): string => {
  const { lang: _, ...rest } = query;
  const entries = Object.entries({
    ...(language === undefined ? {} : { lang: language }),
    ...rest,
  });
  const given = new URLSearchParams();
  for (const [name, value] of entries) if (value !== undefined) given.set(name, value);
  return given.size > 0 ? `?${given}` : '';
};

/** To the same page without what others appended to its address; null where there is nothing of the kind. */
export const cleanAddress = (path: string, visit: Visit) => {
  const query = withoutTracking(visit.query);
  if (query === null) return null;
  const Location = `${path}${queryIn({ ...visit, query }, query['lang'])}`;
  return { status: 303 as const, body: undefined, headers: { Location } };
};

/** A time of day and date as readers of a language write it, in the business's zone. */
export const instantWords = (instant: Instant, language: string): string =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: business.zone,
    timeZoneName: 'short',
  }).format(epochMs(instant));

/** Headers of every hosted page. */
export const pageHeaders = (
  definition?: SurveyDefinition,
  script?: string,
): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy({
    script,
    framedBy: definition?.allowedOrigins ?? [],
  }),
  vary: 'Accept, Accept-Language, Origin',
});

const page = (body: string, headers: Readonly<Record<string, string>>) => ({
  status: 200 as const,
  body,
  headers,
});

type FormParts = Omit<FormView, 'definition' | 'language' | 'address' | 'fields' | 'errors'> & {
  readonly fields?: Fields;
  readonly errors?: readonly InputError[];
};

/** The form, with what was entered and what was wrong with it. */
export const showForm = (visit: Visit, definition: SurveyDefinition, parts: FormParts) =>
  page(
    formPage({
      definition,
      language: languageOf(visit, definition),
      address: (language) => `${visit.path ?? ''}${queryIn(visit, language)}`,
      fields: {},
      errors: [],
      ...parts,
    }),
    pageHeaders(definition, parts.script),
  );

/** A form as the refusal of what it sent. */
export const refuseForm = (failure: Failure, { body, headers }: ReturnType<typeof showForm>) => ({
  ok: false as const,
  failure: { ...failure, page: { html: body, headers } },
});

export interface MessageParts extends Pick<MessageView, 'change' | 'restart' | 'script'> {
  readonly definition?: SurveyDefinition | undefined;
}

const textFor = (message: Message, language: string, definition?: SurveyDefinition) =>
  message === 'thanks' && definition
    ? labelText(definition.thanks, language, definition.defaultLanguage)
    : undefined;

/** A page that says one thing. A screen in a shop goes on by a header, which needs no script. */
export const showMessage = (visit: Visit, message: Message, parts: MessageParts = {}) => {
  const { definition, restart, script } = parts;
  const language = languageOf(visit, definition);
  const text = textFor(message, language, definition);
  return page(messagePage({ language, message, text, ...parts }), {
    ...pageHeaders(definition, script),
    ...(restart ? { refresh: `${restart.seconds}; url=${restart.href}` } : {}),
  });
};

const explained: Partial<Record<FailureCode, Message>> = refusalMessages;

/** A refusal with the page that tells a visitor the same, where there is one. */
export const refusePage = (
  visit: Visit,
  failure: Failure,
  parts: MessageParts & { readonly message?: Message } = {},
): { readonly ok: false; readonly failure: Failure } => {
  const { message = explained[failure.code], ...rest } = parts;
  if (message === undefined) return { ok: false, failure };
  const { body: html, headers } = showMessage(visit, message, rest);
  return { ok: false, failure: { ...failure, page: { html, headers } } };
};

/** Where a visitor goes after sending the form: a page that can be loaded again without sending twice. */
export const thanksAt = (path: string, visit: Visit, definition: SurveyDefinition) => ({
  status: 303 as const,
  body: undefined,
  headers: { Location: `${path}/thanks${queryIn(visit, languageOf(visit, definition))}` },
});
