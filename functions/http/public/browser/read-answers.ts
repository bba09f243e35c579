import type { Answer, Answers } from '../../../../lib/surveys/answers.ts';
import type { Branching } from '../../../../lib/surveys/branching.ts';

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
      control.value !== '' &&
      (!('checked' in control) ||
        control.checked ||
        control.type === 'text' ||
        control.type === 'date'),
  );

/** The row or option that a control stands for: behind the point of its name. */
const partOf = ({ name }: Control): string => name.slice(name.indexOf('.') + 1);

const rankedOf = (controls: readonly Control[]): readonly string[] =>
  [...controls].sort((a, b) => Number(a.value) - Number(b.value)).map(partOf);

const several: Readonly<Record<string, (controls: readonly Control[]) => Answer>> = {
  multi: (controls) => controls.map(({ value }) => value),
  ranking: rankedOf,
  matrix: (controls) =>
    Object.fromEntries(controls.map((control) => [partOf(control), control.value])),
};

const numeric = ['nps', 'csat', 'ces', 'number'];

/** A number as people type it, also in the wide digits of Chinese keyboards. */
const numberIn = (text: string): number | undefined => {
  const value = Number(text.normalize('NFKC').trim());
  return Number.isFinite(value) ? value : undefined;
};

/** What a question was answered with, as JSON has it; undefined where nothing was, or nothing that can be read. */
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
