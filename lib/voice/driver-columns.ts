import type { CountedQuestion } from '../surveys/counted-question.ts';
import { type RatedType, scales } from '../surveys/question.ts';
import type { Response } from '../surveys/response.ts';
import type { Theme } from './theme-rows.ts';

/** What may drive an outcome, as one number for each response. */
export interface DriverColumn {
  readonly kind: 'question' | 'row' | 'option' | 'theme';
  /** The question; null of a theme. */
  readonly question: string | null;
  /** Row, option or theme within it; null where the question itself is the driver. */
  readonly part: string | null;
  /** Undefined where it was not answered. */
  readonly read: (response: ReadResponse) => number | undefined;
  /** Lowest and highest value, where the driver has a better end; null of an option. */
  readonly scale: readonly [number, number] | null;
}

/** A response with how its texts speak of themes, −1 to 1. */
export interface ReadResponse {
  readonly response: Response;
  readonly themes: ReadonlyMap<Theme, number>;
}

const isRatedType = (type: CountedQuestion['type']): type is RatedType => type in scales;

/** The scale of a question that is answered by a number. */
export const scaleOf = (question: CountedQuestion): readonly [number, number] | null => {
  if (question.type === 'number') return [question.min, question.max];
  if (!isRatedType(question.type)) return null;
  const { low, high } = scales[question.type];
  return [low, high];
};

export const numberIn = ({ response }: ReadResponse, id: string): number | undefined => {
  const answer = response.answers[id];
  return typeof answer === 'number' ? answer : undefined;
};

/** The columns that a question gives. Columns of a matrix are taken as steps, the first the lowest. */
export const columnsOf = (question: CountedQuestion): readonly DriverColumn[] => {
  const { id } = question;
  const scale = scaleOf(question);
  if (scale)
    return [
      { kind: 'question', question: id, part: null, scale, read: (one) => numberIn(one, id) },
    ];
  if (question.type === 'matrix') return rowsOf(question);
  return question.type === 'single' ? optionsOf(question) : [];
};

const rowsOf = ({
  id,
  rows,
  columns,
}: Extract<CountedQuestion, { type: 'matrix' }>): readonly DriverColumn[] => {
  const steps = new Map(columns.map((column, at) => [column.id, at + 1]));
  return rows.map((row) => ({
    kind: 'row',
    question: id,
    part: row.id,
    scale: [1, columns.length],
    read: ({ response }) => {
      const answer = response.answers[id];
      if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined;
      const given: unknown = Object.hasOwn(answer, row.id)
        ? Reflect.get(answer, row.id)
        : undefined;
      return typeof given === 'string' ? steps.get(given) : undefined;
    },
  }));
};

/** Chosen or not. The first option is what the others are compared with. */
const optionsOf = ({
  id,
  options,
}: {
  readonly id: string;
  readonly options: readonly { readonly id: string }[];
}) =>
  options.slice(1).map(
    (option): DriverColumn => ({
      kind: 'option',
      question: id,
      part: option.id,
      scale: null,
      read: ({ response }) => {
        const answer = response.answers[id];
        if (typeof answer !== 'string') return undefined;
        return answer === option.id ? 1 : 0;
      },
    }),
  );

/** How a theme is spoken of, −1 to 1; 0 where it is not. */
export const themeColumn = (theme: Theme): DriverColumn => ({
  kind: 'theme',
  question: null,
  part: theme,
  scale: [-1, 1],
  read: ({ themes }) => themes.get(theme) ?? 0,
});
