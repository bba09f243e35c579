import {
  around,
  boxAttributes,
  controlId,
  enteredIn,
  type FieldContext,
  type QuestionOf,
  singleBox,
} from './form-field.ts';
import { fillText } from './form-texts.ts';
import { type Html, html } from './html.ts';
import { decimalsMax, textLengthMax } from './question.ts';

/** Digits come from the keyboard that phones show for them; minus is not on it, so some ask for all keys. */
const keyboardOf = ({ min, decimals }: QuestionOf<'number'>): Html | false => {
  if (min < 0) return false;
  return decimals > 0 ? html` inputmode="decimal"` : html` inputmode="numeric"`;
};

/** With a comma between thousands, as both languages write it. */
const grouped = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: decimalsMax });

/** A text field, not one of type number: that one changes under a wheel and hides what it does not take. */
export const numberField = (question: QuestionOf<'number'>, context: FieldContext): Html => {
  const { texts, say, fields } = context;
  const { min, max, unit } = question;
  const hint = fillText(texts.numberRange, { min: grouped(min), max: grouped(max) });
  const text = around(question, context, { hint });
  const id = controlId(question.id);
  return singleBox(
    question,
    text,
    html`<div class="amount"><input type="text"${keyboardOf(question)} class="short" id="${id}" name="${question.id}" value="${enteredIn(fields, question.id)}" maxlength="24" autocomplete="off"${text.describedBy}${text.invalid}>${unit && html` <span>${say(unit)}</span>`}</div>`,
  );
};

const dateHint = (
  { min, max }: QuestionOf<'date'>,
  { texts }: FieldContext,
): string | undefined => {
  if (min !== undefined && max !== undefined) return fillText(texts.dateRange, { min, max });
  if (min !== undefined) return fillText(texts.dateFrom, { min });
  return max === undefined ? undefined : fillText(texts.dateUntil, { max });
};

/** The browser's own calendar. */
export const dateField = (question: QuestionOf<'date'>, context: FieldContext): Html => {
  const { min, max } = question;
  const text = around(question, context, { hint: dateHint(question, context) });
  return singleBox(
    question,
    text,
    html`<input type="date" class="short" id="${controlId(question.id)}" name="${question.id}" value="${enteredIn(context.fields, question.id)}"${min !== undefined && html` min="${min}"`}${max !== undefined && html` max="${max}"`} autocomplete="off"${text.describedBy}${text.invalid}>`,
  );
};

/** What somebody agrees to is the label of the box. */
export const consentField = (question: QuestionOf<'consent'>, context: FieldContext): Html => {
  const text = around(question, context);
  const given = enteredIn(context.fields, question.id);
  const isChecked = given === 'true' || given === 'on';
  const box = html`<label class="agree"><input type="checkbox" id="${controlId(question.id)}" name="${question.id}" value="true"${isChecked && html` checked`}${text.describedBy}${text.invalid}><span>${text.title}</span></label>
`;
  return html`<div${boxAttributes(question)}>
${box}${text.notes}
</div>
`;
};

export const textField = (question: QuestionOf<'text'>, context: FieldContext): Html => {
  const hint = fillText(context.texts.textMax, { max: grouped(textLengthMax) });
  const text = around(question, context, { hint });
  const id = controlId(question.id);
  // The line end behind the tag is dropped by the parser: without it the first one of the text would be.
  return singleBox(
    question,
    text,
    html`<textarea id="${id}" name="${question.id}" rows="4" maxlength="${textLengthMax}" autocomplete="off"${text.describedBy}${text.invalid}>
${enteredIn(context.fields, question.id)}</textarea>`,
  );
};
