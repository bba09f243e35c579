import type { InputError } from '../shared/failure.ts';
import { controlId, type FieldError } from './form-field.ts';
import type { FormTexts } from './form-texts.ts';
import { type Html, html } from './html.ts';
import type { Label } from './label.ts';
import type { Question } from './question.ts';

/** Words of ours for the codes of the validator. */
const errorTexts: Readonly<Record<string, keyof FormTexts>> = {
  required: 'errorRequired',
  too_long: 'errorTooLong',
  out_of_range: 'errorRange',
  too_many_decimals: 'errorDecimals',
  invalid_date: 'errorDate',
  repeated_option: 'errorRepeated',
  repeated_place: 'errorRepeated',
  wrong_length: 'errorPlaces',
};

/** A value of the wrong kind is a mistake of typing in these; elsewhere no browser sends one. */
const typingTexts: Partial<Record<Question['type'], keyof FormTexts>> = {
  number: 'errorNumber',
  date: 'errorDate',
};

const textOf = (texts: FormTexts, code: string, question: Question | undefined): string => {
  const typing = code === 'invalid_type' && question ? typingTexts[question.type] : undefined;
  return texts[typing ?? errorTexts[code] ?? 'errorOther'];
};

/** The same words for the script, by code. */
export const errorWords = (texts: FormTexts): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(errorTexts).map(([code, name]) => [code, texts[name]])),
  invalid_type: texts.errorNumber,
  other: texts.errorOther,
});

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .replace(/^\/(answers|hidden)?\/?/, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What the validator found, in words and by question. */
export const fieldErrors = (
  errors: readonly InputError[],
  questions: readonly Question[],
  texts: FormTexts,
): readonly FieldError[] =>
  errors.map(({ pointer, code }) => {
    const [questionId = '', part] = stepsOf(pointer);
    const question = questions.find(({ id }) => id === questionId);
    return { questionId, part, message: textOf(texts, code, question) };
  });

/** Where the link of an error leads: a part of a question, or the first control that it has. */
const firstControl = (question: Question, part: string | undefined): string => {
  if (part !== undefined) return controlId(question.id, part);
  if (question.type === 'matrix') return controlId(question.id, question.rows[0]?.id);
  if (question.type === 'ranking') return controlId(question.id, question.options[0]?.id);
  return controlId(question.id);
};

export interface ErrorListView {
  readonly texts: FormTexts;
  readonly say: (label: Label) => string;
  readonly questions: readonly Question[];
  readonly errors: readonly FieldError[];
}

const partLabel = (question: Question, part: string | undefined): Label | undefined => {
  if (question.type === 'matrix') return question.rows.find(({ id }) => id === part)?.label;
  if (question.type === 'ranking') return question.options.find(({ id }) => id === part)?.label;
  return undefined;
};

const errorItem = (
  { questionId, part, message }: FieldError,
  { questions, say }: ErrorListView,
): Html => {
  const question = questions.find(({ id }) => id === questionId);
  if (!question)
    return html`<li>${questionId}<div>${message}</div></li>
`;
  const row = partLabel(question, part);
  return html`<li><a href="#${firstControl(question, part)}">${say(question.label)}${row && html` – ${say(row)}`}</a><div>${message}</div></li>
`;
};

/** The list of all that is wrong, with links to where it is. It takes the focus when the page opens. */
export const errorList = (view: ErrorListView): Html | false =>
  view.errors.length > 0 &&
  html`<div class="errors" role="alert" tabindex="-1" autofocus>
<h2>${view.texts.errorsTitle}</h2>
<ul>
${view.errors.map((error) => errorItem(error, view))}</ul>
</div>
`;
