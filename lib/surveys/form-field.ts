import type { FormTexts } from './form-texts.ts';
import { type Html, html } from './html.ts';
import type { Label } from './label.ts';
import type { Question } from './question.ts';

/** What a visitor has entered, as the form sends it: by question id, or `question.part`. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with a question: messages for all of it, or for one of its rows or options. */
export interface FieldError {
  readonly questionId: string;
  readonly part?: string | undefined;
  readonly message: string;
}

/** What the fields of a form are rendered with. */
export interface FieldContext {
  readonly texts: FormTexts;
  /** Picks the text of a label in the language of the page. */
  readonly say: (label: Label) => string;
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
  /** Says for which answers a question is meant; absent for questions that everybody is asked. */
  readonly onlyIf: (question: Question) => string | undefined;
  /** Words for the interviewer stand beside the questions: never on a visitor's page. */
  readonly guided?: boolean;
}

export type QuestionOf<T extends Question['type']> = Extract<Question, { type: T }>;

/** Id of the first control of a question or of one of its parts: what the list of errors links to. */
export const controlId = (questionId: string, part?: string): string =>
  part === undefined ? `q-${questionId}` : `q-${questionId}.${part}`;

/** The values that were entered under a name. */
export const valuesOf = (fields: Fields, name: string): readonly string[] => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
};

/** The last value under a name: the one that a browser would show. */
export const enteredIn = (fields: Fields, name: string): string =>
  valuesOf(fields, name).at(-1) ?? '';

export const messageOf = (
  { errors }: FieldContext,
  questionId: string,
  part?: string,
): string | undefined =>
  errors.find((error) => error.questionId === questionId && error.part === part)?.message;

/** The texts around the controls of a question, each with the id by which they are described. */
export interface Around {
  readonly title: Html;
  /** Help, condition and error: what stands between title and controls. */
  readonly notes: Html;
  /** The attribute that ties the notes to the controls; false where there are none. */
  readonly describedBy: Html | false;
  /** The attribute of a single control that is wrong. */
  readonly invalid: Html | false;
}

/**
 * Title and notes of a question; `hint` is what its type has to say, `alsoBy` the id of a text that
 * stands elsewhere and describes the controls too.
 */
export const around = (
  question: Question,
  context: FieldContext,
  { hint, alsoBy }: { readonly hint?: string | undefined; readonly alsoBy?: string } = {},
): Around => {
  const { texts, say } = context;
  const id = controlId(question.id);
  const error = messageOf(context, question.id);
  const notes = [
    { id: `${id}-help`, kind: 'help', text: question.help && say(question.help) },
    { id: `${id}-if`, kind: 'hint if', text: context.onlyIf(question) },
    { id: `${id}-hint`, kind: 'hint', text: hint },
    { id: `${id}-error`, kind: 'error', text: error },
  ].flatMap(({ text, ...note }) => (text === undefined ? [] : [{ ...note, text }]));
  const ids = [...notes.map((note) => note.id), ...(alsoBy === undefined ? [] : [alsoBy])];
  const guide = context.guided === true && question.guide;
  return {
    title: html`<span class="title">${say(question.label)}</span>${question.required && html` <span class="required">${texts.required}</span>`}`,
    notes: html`${guide && html`<p class="guide">${say(guide)}</p>`}${notes.map((note) => html`<p class="${note.kind}" id="${note.id}">${note.text}</p>`)}`,
    describedBy: ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`,
    invalid: error !== undefined && html` aria-invalid="true"`,
  };
};

/** What the script needs to know of a question stands on its box. */
export const boxAttributes = (question: Question): Html =>
  html` class="question" data-question="${question.id}" data-type="${question.type}"${question.showIf && html` data-if="${JSON.stringify(question.showIf)}"`}`;

/** A question with several controls: one group, named by its legend. */
export const groupBox = (
  question: Question,
  { title, notes, describedBy }: Around,
  controls: Html,
) =>
  html`<fieldset${boxAttributes(question)}${describedBy}>
<legend>${title}</legend>
${notes}${controls}
</fieldset>
`;

/** A question with one control, named by its label. */
export const singleBox = (question: Question, { title, notes }: Around, control: Html): Html =>
  html`<div${boxAttributes(question)}>
<label class="legend" for="${controlId(question.id)}">${title}</label>
${notes}${control}
</div>
`;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Radio buttons or boxes to tick. The whole tile is the target. */
export const tiles = (
  name: string,
  choices: readonly Choice[],
  { kind, chosen }: { readonly kind: 'radio' | 'checkbox'; readonly chosen: readonly string[] },
): Html =>
  html`${choices.map(
    ({ value, label }, index) =>
      html`<label><input type="${kind}"${index === 0 && html` id="q-${name}"`} name="${name}" value="${value}"${chosen.includes(value) && html` checked`}><span>${label}</span></label>
`,
  )}`;
