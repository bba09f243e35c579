import type { FormTexts } from './form-texts.ts';
import { type Html, html } from './html.ts';
import type { Label } from './label.ts';
import { type Option, type Question, scales, textLengthMax } from './question.ts';

/** What a visitor has entered, as the form sent it. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface FieldContext {
  readonly texts: FormTexts;
  /** Picks the text of a label in the language of the page. */
  readonly say: (label: Label) => string;
  readonly fields: Fields;
  /** Message by question id. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Id of the first control of a question: what the list of errors links to. */
export const firstControl = (questionId: string): string => `q-${questionId}-0`;

const valuesOf = (fields: Fields, id: string): readonly string[] => {
  const value = Object.hasOwn(fields, id) ? fields[id] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
};

const titleOf = (question: Question, { texts, say }: FieldContext): Html =>
  html`${say(question.label)}${question.required && html` <span class="required">(${texts.required})</span>`}`;

/** Ids of the texts that describe a question's controls. */
const describedBy = (
  question: Question,
  { errors }: FieldContext,
  hasHint: boolean,
): Html | false => {
  const ids = [
    ...(hasHint ? [`q-${question.id}-hint`] : []),
    ...(errors.has(question.id) ? [`q-${question.id}-error`] : []),
  ];
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`;
};

const errorOf = (question: Question, { errors }: FieldContext): Html | false => {
  const message = errors.get(question.id);
  return message !== undefined && html`<p class="error" id="q-${question.id}-error">${message}</p>`;
};

interface Choice {
  readonly value: string;
  readonly label: string;
}

const group = (
  question: Question,
  context: FieldContext,
  {
    kind,
    shape,
    hint,
    choices,
  }: {
    readonly kind: 'radio' | 'checkbox';
    readonly shape: 'scale' | 'choice';
    readonly hint?: string;
    readonly choices: readonly Choice[];
  },
): Html => {
  const chosen = valuesOf(context.fields, question.id);
  return html`<fieldset${describedBy(question, context, hint !== undefined)}>
<legend>${titleOf(question, context)}</legend>
${hint !== undefined && html`<p class="hint" id="q-${question.id}-hint">${hint}</p>`}${errorOf(question, context)}<div class="${shape}">
${choices.map(
  ({ value, label }, index) =>
    html`<label><input type="${kind}" id="q-${question.id}-${index}" name="${question.id}" value="${value}"${chosen.includes(value) && html` checked`}> ${label}</label>
`,
)}</div>
</fieldset>
`;
};

const numbers = (low: number, high: number): readonly Choice[] =>
  Array.from({ length: high - low + 1 }, (_, step) => {
    const value = String(low + step);
    return { value, label: value };
  });

const named = (options: readonly Option[], { say }: FieldContext): readonly Choice[] =>
  options.map(({ id, label }) => ({ value: id, label: say(label) }));

const textField = (question: Question, context: FieldContext): Html => {
  const [entered = ''] = valuesOf(context.fields, question.id);
  const invalid = context.errors.has(question.id) && html` aria-invalid="true"`;
  const id = firstControl(question.id);
  // The line end behind the tag is dropped by the parser: without it the first one of the text would be.
  return html`<div class="text">
<label for="${id}">${titleOf(question, context)}</label>
${errorOf(question, context)}<textarea id="${id}" name="${question.id}" rows="4" maxlength="${textLengthMax}"${describedBy(question, context, false)}${invalid}>
${entered}</textarea>
</div>
`;
};

const numberField = (
  question: Extract<Question, { type: 'number' }>,
  context: FieldContext,
): Html => {
  const [entered = ''] = valuesOf(context.fields, question.id);
  const invalid = context.errors.has(question.id) && html` aria-invalid="true"`;
  const { min, max, decimals, unit } = question;
  const id = firstControl(question.id);
  return html`<div class="text">
<label for="${id}">${titleOf(question, context)}</label>
<p class="hint" id="q-${question.id}-hint">${min} … ${max}${unit && html` ${context.say(unit)}`}</p>
${errorOf(question, context)}<input type="number" id="${id}" name="${question.id}" value="${entered}" min="${min}" max="${max}" step="${(10 ** -decimals).toFixed(decimals)}"${describedBy(question, context, true)}${invalid}>
</div>
`;
};

/** The controls of one question. They work without script, with a keyboard and with a screen reader. */
export const questionField = (question: Question, context: FieldContext): Html => {
  switch (question.type) {
    case 'nps':
    case 'csat':
    case 'ces': {
      const { low, high } = scales[question.type];
      const { [`${question.type}Low` as const]: least, [`${question.type}High` as const]: most } =
        context.texts;
      const hint = `${least} … ${most}`;
      const choices = numbers(low, high);
      return group(question, context, { kind: 'radio', shape: 'scale', hint, choices });
    }
    case 'number':
      return numberField(question, context);
    case 'single':
      return group(question, context, {
        kind: 'radio',
        shape: 'choice',
        choices: named(question.options, context),
      });
    case 'multi':
      return group(question, context, {
        kind: 'checkbox',
        shape: 'choice',
        hint: context.texts.chooseSeveral,
        choices: named(question.options, context),
      });
    case 'text':
      return textField(question, context);
  }
};
