import type { FailureCode, InputError } from '../shared/failure.ts';
import { languagesOf } from './check-definition.ts';
import { type FormTexts, formTexts, pageLanguageOf } from './form-texts.ts';
import { type Html, html } from './html.ts';
import type { Label } from './label.ts';
import { page } from './page.ts';
import { type Fields, firstControl, questionField } from './question-fields.ts';
import type { SurveyDefinition } from './survey.ts';

export interface FormView {
  readonly definition: SurveyDefinition;
  readonly language: string;
  /** What was entered before, when it is shown again. */
  readonly fields: Fields;
  readonly errors: readonly InputError[];
}

/** Words of ours for what the validator found. */
const errorText = (texts: FormTexts, code: string): string => {
  if (code === 'required') return texts.errorRequired;
  return code === 'too_long' ? texts.errorTooLong : texts.errorOther;
};

const questionOf = (pointer: string): string => pointer.replace(/^\/answers\//, '');

const errorList = (
  texts: FormTexts,
  { definition, errors }: FormView,
  say: (label: Label) => string,
): Html | false =>
  errors.length > 0 &&
  html`<div class="errors" role="alert">
<h2>${texts.errorsTitle}</h2>
<ul>
${errors.map(({ pointer, code }) => {
  const question = definition.questions.find(({ id }) => id === questionOf(pointer));
  const message = errorText(texts, code);
  return question
    ? html`<li><a href="#${firstControl(question.id)}">${say(question.label)}</a>: ${message}</li>
`
    : html`<li>${questionOf(pointer)}: ${message}</li>
`;
})}</ul>
</div>
`;

/** The name of a language in that language. */
const ownName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

const languageLinks = (texts: FormTexts, { definition, language }: FormView): Html | false => {
  const languages = languagesOf(definition);
  return (
    languages.length > 1 &&
    html`<nav aria-label="${texts.language}"><ul>
${languages.map(
  (other) =>
    html`<li><a href="?lang=${other}" lang="${other}" hreflang="${other}"${other === language && html` aria-current="true"`}>${ownName(other)}</a></li>
`,
)}</ul></nav>
`
  );
};

/** The hosted form of a survey, in the language of the page, with what was wrong before it. */
export const formPage = (view: FormView): string => {
  const { definition, language, fields } = view;
  const texts = formTexts[pageLanguageOf(language)];
  const say = (label: Label): string => label[language] ?? label[definition.defaultLanguage] ?? '';
  const errors = new Map(
    view.errors.map(({ pointer, code }) => [questionOf(pointer), errorText(texts, code)]),
  );
  const notice = definition.mode === 'anonymous' ? texts.anonymousNotice : texts.identifiedNotice;
  const hasRequired = definition.questions.some(({ required }) => required);
  return page(
    language,
    say(definition.title),
    html`${languageLinks(texts, view)}<h1>${say(definition.title)}</h1>
<p>${notice}</p>
${hasRequired && html`<p class="hint">${texts.answerAll}</p>`}
${errorList(texts, view, say)}<form method="post" action="?lang=${language}" novalidate>
${definition.questions.map((question) => questionField(question, { texts, say, fields, errors }))}<button type="submit">${texts.send}</button>
</form>`,
  );
};

export type Message =
  | 'thanks'
  | 'used'
  | 'closed'
  | 'expired'
  | 'invalid'
  | 'conflict'
  | 'personal';

/** A page that says one thing. */
export const messagePage = (language: string, message: Message): string => {
  const texts = formTexts[pageLanguageOf(language)];
  const title = texts[`${message}Title`];
  return page(
    language,
    title,
    html`<h1>${title}</h1>
<p>${texts[`${message}Text`]}</p>`,
  );
};

/** What a refusal says to a visitor; absent for those that have no page of their own. */
export const refusalMessages = {
  invalid_token: 'invalid',
  survey_not_found: 'invalid',
  survey_not_open: 'closed',
  link_expired: 'expired',
  response_conflict: 'conflict',
} as const satisfies Partial<Record<FailureCode, Message>>;
