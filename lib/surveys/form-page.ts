import type { InputError } from '../shared/failure.ts';
import { languagesOf } from './check-labels.ts';
import { conditionWords, openQuestions } from './form-condition.ts';
import { errorList, errorWords, fieldErrors } from './form-errors.ts';
import type { Fields } from './form-field.ts';
import { type FormTexts, fillText, formTexts, pageLanguageOf } from './form-texts.ts';
import type { HiddenValues } from './hidden-field.ts';
import { type Html, html } from './html.ts';
import type { Label } from './label.ts';
import { textIn } from './language.ts';
import { refusalWords } from './message-page.ts';
import { page } from './page.ts';
import type { Question } from './question.ts';
import { questionField } from './question-fields.ts';
import type { ScriptTexts } from './script-texts.ts';
import type { SurveyDefinition } from './survey.ts';

/** What the script has to know: attributes `data-<name>` of the form. */
export type FormData = Readonly<Record<string, string>>;

export interface FormView {
  readonly definition: SurveyDefinition;
  readonly language: string;
  /** Address of this page in a language, relative to it. */
  readonly address: (language: string) => string;
  /** What was entered before, when it is shown again. */
  readonly fields: Fields;
  readonly errors: readonly InputError[];
  /** Hidden values that are known: they decide conditions, and stay on the server. */
  readonly hidden?: HiddenValues;
  /** Fields that the form carries without showing them. */
  readonly carried?: Readonly<Record<string, string>>;
  /** A field that only programs fill in. */
  readonly honeypot?: string;
  /** Came through a personal link: an anonymous survey then says more about what is kept. */
  readonly personal: boolean;
  /** The answers are there already: so far, or as they were sent, to be changed until then. */
  readonly kept?: 'resumed' | { readonly until: string };
  readonly kiosk?: boolean;
  /** Staff read it out to a customer: each question's words for them stand beside it. */
  readonly guided?: boolean;
  readonly script?: string | undefined;
  readonly data?: FormData;
}

/** The name of a language in that language. */
const ownName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

const languageLinks = (texts: FormTexts, view: FormView): Html | false => {
  const languages = languagesOf(view.definition);
  return (
    languages.length > 1 &&
    html`<nav aria-label="${texts.language}"><ul>
${languages.map(
  (other) =>
    html`<li><a href="${view.address(other)}" lang="${other}" hreflang="${other}"${other === view.language && html` aria-current="true"`}>${ownName(other)}</a></li>
`,
)}</ul></nav>
`
  );
};

/** Who will know what: it must be true of what the server stores in this mode. */
const notices = (texts: FormTexts, { definition, personal }: FormView): Html => {
  if (definition.mode === 'identified')
    return html`<p class="notice">${texts.identifiedNotice}</p>`;
  if (definition.mode === 'confidential')
    return html`<p class="notice">${texts.confidentialNotice}</p>`;
  if (!personal) return html`<p class="notice">${texts.openNotice}</p>`;
  return html`<p class="notice" data-unblinded>${texts.anonymousNotice}</p><p class="notice" data-blinded hidden>${texts.blindNotice}</p>`;
};

const keptNotice = (texts: FormTexts, kept: FormView['kept']): Html | false => {
  if (kept === undefined) return false;
  const text = kept === 'resumed' ? texts.resumedNotice : fillText(texts.changeNotice, kept);
  return html`<p class="kept" role="status">${text}</p>
`;
};

/** Words that the script says. */
const scriptTexts = (texts: FormTexts, { personal, definition }: FormView): ScriptTexts => {
  const { textLeft, sending, stillThere, errorSending } = texts;
  const words = { textLeft, sending, stillThere, errorSending };
  // Only a form that is sent by script says by itself what was wrong with it.
  if (!personal || definition.mode !== 'anonymous') return words;
  const { errorsTitle } = texts;
  return {
    ...words,
    errorsTitle,
    errors: errorWords(texts),
    refusals: refusalWords(texts),
  };
};

const dataAttributes = (texts: FormTexts, view: FormView): Html | false => {
  const { script, data = {} } = view;
  return (
    script !== undefined &&
    html` data-texts="${JSON.stringify(scriptTexts(texts, view))}"${Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`)}`
  );
};

const unseenFields = ({ carried = {}, honeypot }: FormView): Html =>
  html`${Object.entries(carried).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">
`,
  )}${
    honeypot !== undefined &&
    html`<div class="away" aria-hidden="true"><input name="${honeypot}" tabindex="-1" autocomplete="off"></div>
`
  }`;

const onlyIfWords =
  (texts: FormTexts, say: (label: Label) => string, questions: readonly Question[]) =>
  ({ showIf }: Question): string | undefined =>
    showIf &&
    fillText(texts.onlyIf, { condition: conditionWords(showIf, { texts, say, questions }) });

/**
 * Enter in a field presses the first button of a form: one that cannot be pressed keeps it from sending
 * answers that are not finished, also without script.
 */
const enterGuard = html`<div hidden><button disabled></button></div>
`;

/** The hosted form of a survey, in the language of the page, with what was wrong before it. */
export const formPage = (view: FormView): string => {
  const { definition, language, fields, kiosk, script } = view;
  const texts = formTexts[pageLanguageOf(language)];
  const say = (label: Label): string => textIn(label, language, definition.defaultLanguage);
  const questions = openQuestions(definition.questions, view.hidden ?? {});
  const errors = fieldErrors(view.errors, questions, texts);
  const onlyIf = onlyIfWords(texts, say, questions);
  const guided = view.guided === true;
  const title = say(definition.title);
  const hasRequired = questions.some(({ required }) => required);
  const send = typeof view.kept === 'object' ? texts.sendChange : texts.send;
  const content = html`<header>
${languageLinks(texts, view)}<h1>${title}</h1>
${definition.intro && html`<p class="intro">${say(definition.intro)}</p>`}${notices(texts, view)}
${keptNotice(texts, view.kept)}${hasRequired && html`<p class="hint">${texts.answerAll}</p>`}</header>
${errorList({ texts, say, questions, errors })}<form method="post" action="${view.address(language)}" novalidate autocomplete="off"${questions.length > 1 && html` class="numbered"`}${dataAttributes(texts, view)}>
${questions.length > 1 && enterGuard}${unseenFields(view)}${questions.map((question) => questionField(question, { texts, say, fields, errors, onlyIf, guided }))}<button type="submit">${send}</button>
</form>`;
  const prefix = errors.length > 0 ? texts.errorPrefix : '';
  return page({ language, title: prefix + title, kiosk: kiosk === true, content, script });
};
