import type { Answer, Answers } from '../../../../lib/surveys/answers.ts';
import type { Branching } from '../../../../lib/surveys/branching.ts';
import { typedNumber } from '../../../../lib/surveys/typed-number.ts';
import { isTicked } from './is-ticked.ts';

/** The box of one question on the page. */
export interface Box extends Branching {
  readonly element: HTMLElement;
  readonly type: string;
}

/** The questions of the page, in their order. */
export const boxesOf = (form: HTMLFormElement): readonly Box[] =>
  [...form.querySelectorAll<HTMLElement>('[data-question]')].map((element) => {
    const { question = '', type = '', if: showIf } = element.dataset;
    return { element, id: question, type, ...(showIf ? { showIf: JSON.parse(showIf) } : {}) };
  });

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const filledIn = ({ element }: Box): readonly Control[] =>
  [...element.querySelectorAll<Control>('input,select,textarea')].filter(
    (control) =>
      control.value !== '' && (!isTicked(control) || !('checked' in control) || control.checked),
  );

/** The row or option that a control stands for: behind the point of its name. */
const partOf = ({ name }: Control): string => name.slice(name.indexOf('.') + 1);

/** In their order; one place given twice is the same option twice, which the server refuses in words. */
const rankedOf = (controls: readonly Control[]): readonly string[] => {
  const ranked = [...controls].sort((a, b) => Number(a.value) - Number(b.value));
  return ranked.map((control) =>
    partOf(ranked.find(({ value }) => value === control.value) ?? control),
  );
};

const several: Readonly<Record<string, (controls: readonly Control[]) => Answer>> = {
  multi: (controls) => controls.map(({ value }) => value),
  ranking: rankedOf,
  matrix: (controls) =>
    Object.fromEntries(controls.map((control) => [partOf(control), control.value])),
};

const numeric = ['nps', 'csat', 'ces', 'number'];

/** A number, or what was typed instead: the server says what is wrong with it. */
const numberIn = (text: string): number | string | undefined => {
  const typed = typedNumber(text);
  if (typed === '') return undefined;
  const value = Number(typed);
  return Number.isFinite(value) ? value : text;
};

/** What a question was answered with, as JSON has it; undefined where nothing was. */
const answerOf = (box: Box): Answer | undefined => {
  const controls = filledIn(box);
  // A box that is not ticked is an answer too.
  if (box.type === 'consent') return controls.length > 0;
  const value = controls[0]?.value;
  if (value === undefined) return undefined;
  const readAll = several[box.type];
  if (readAll) return readAll(controls);
  if (numeric.includes(box.type)) return numberIn(value);
  return value.trim() || undefined;
};

/** Everything that has an answer on the page. */
export const readAnswers = (boxes: readonly Box[]): Answers =>
  Object.fromEntries(
    boxes.flatMap((box) => {
      const answer = answerOf(box);
      return answer === undefined ? [] : [[box.id, answer]];
    }),
  );
