import {
  around,
  type Choice,
  controlId,
  enteredIn,
  type FieldContext,
  groupBox,
  messageOf,
  type QuestionOf,
  tiles,
  valuesOf,
} from './form-field.ts';
import { fillText } from './form-texts.ts';
import { type Html, html } from './html.ts';
import { partName } from './parse-answers.ts';
import { placesOf } from './parse-choice.ts';
import { type Option, type RatedType, scales } from './question.ts';

const numbers = (low: number, high: number): readonly Choice[] =>
  Array.from({ length: high - low + 1 }, (_, step) => {
    const value = String(low + step);
    return { value, label: value };
  });

const named = (options: readonly Option[], { say }: FieldContext): readonly Choice[] =>
  options.map(({ id, label }) => ({ value: id, label: say(label) }));

/** A scale in one row where there is room, with the meaning of its ends below. */
export const scaleField = (question: QuestionOf<RatedType>, context: FieldContext): Html => {
  const { low, high } = scales[question.type];
  const { [`${question.type}Low` as const]: least, [`${question.type}High` as const]: most } =
    context.texts;
  const ends = `${controlId(question.id)}-ends`;
  const chosen = valuesOf(context.fields, question.id);
  // The ends are read with the group, before its first button; they stand below it for the eye.
  return groupBox(
    question,
    around(question, context, { alsoBy: ends }),
    html`<div class="scale ${question.type}">
${tiles(question.id, numbers(low, high), { kind: 'radio', chosen })}</div>
<p class="ends" id="${ends}"><span>${least}</span> <span>${most}</span></p>`,
  );
};

/** One or several of a list, a row each. */
export const choiceField = (
  question: QuestionOf<'single' | 'multi'>,
  context: FieldContext,
): Html => {
  const several = question.type === 'multi';
  const text = around(question, context, several ? { hint: context.texts.chooseSeveral } : {});
  const chosen = valuesOf(context.fields, question.id);
  const kind = several ? 'checkbox' : 'radio';
  return groupBox(
    question,
    text,
    html`<div class="choice">
${tiles(question.id, named(question.options, context), { kind, chosen })}</div>`,
  );
};

/** A place to choose for each option: the same with a finger, a keyboard and a screen reader. */
export const rankingField = (question: QuestionOf<'ranking'>, context: FieldContext): Html => {
  const { texts, fields } = context;
  const places = numbers(1, placesOf(question));
  const rows = named(question.options, context).map(({ value: part, label }) => {
    const name = partName(question.id, part);
    const id = controlId(question.id, part);
    const chosen = enteredIn(fields, name);
    const message = messageOf(context, question.id, part);
    return html`<div class="row"><label for="${id}">${label}</label>
<select id="${id}" name="${name}" autocomplete="off"${message !== undefined && html` aria-invalid="true" aria-describedby="${id}-error"`}><option value="">${texts.noPlace}</option>
${places.map(({ value }) => html`<option value="${value}"${value === chosen && html` selected`}>${fillText(texts.place, { place: value })}</option>`)}
</select>${message !== undefined && html`<p class="error" id="${id}-error">${message}</p>`}</div>
`;
  });
  const hint = fillText(texts.rankHint, { places: places.length });
  return groupBox(
    question,
    around(question, context, { hint }),
    html`<div class="ranks">${rows}</div>`,
  );
};

/** As many columns stand beside each other on a wide screen; more of them wrap. */
const columnsInLine = 6;

/**
 * A scale a row: each row is a group of its own that names its columns, so that it stacks on a phone
 * and stands in line on a wide screen without a table that would have to scroll.
 */
export const matrixField = (question: QuestionOf<'matrix'>, context: FieldContext): Html => {
  const columns = named(question.columns, context);
  const shape = columns.length > columnsInLine ? 'columns' : 'columns few';
  const rows = named(question.rows, context).map(({ value: part, label }) => {
    const name = partName(question.id, part);
    const id = controlId(question.id, part);
    const chosen = valuesOf(context.fields, name);
    const message = messageOf(context, question.id, part);
    return html`<div class="row" role="radiogroup" aria-labelledby="${id}-name"${message !== undefined && html` aria-describedby="${id}-error"`}>
<div><span id="${id}-name">${label}</span>${message !== undefined && html`<p class="error" id="${id}-error">${message}</p>`}</div>
<div class="${shape}">
${tiles(name, columns, { kind: 'radio', chosen })}</div></div>
`;
  });
  return groupBox(question, around(question, context), html`<div class="matrix">${rows}</div>`);
};
