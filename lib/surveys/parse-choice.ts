import { readWhole } from './parse-scalar.ts';
import {
  type AnswerError,
  isBlank,
  type ParseContext,
  type Parsed,
  parsedUnless,
  refuse,
  unanswered,
} from './parsed.ts';
import type { Option, Question } from './question.ts';

type QuestionOf<T extends Question['type']> = Extract<Question, { type: T }>;

const idsOf = (options: readonly Option[]): readonly string[] => options.map(({ id }) => id);

export const parseSingle = ({ options }: QuestionOf<'single'>, raw: unknown): Parsed => {
  if (typeof raw !== 'string') return refuse('invalid_type', 'The id of one option');
  return idsOf(options).includes(raw)
    ? { answer: raw }
    : refuse('unknown_option', 'No such option');
};

/** A list of known ids without repeats, or what is wrong with it. */
const checkIds = (ids: readonly string[], given: unknown): Parsed | readonly string[] => {
  if (!Array.isArray(given)) return refuse('invalid_type', 'A list of option ids');
  const known = given.filter((id): id is string => ids.includes(id));
  if (known.length < given.length) return refuse('unknown_option', 'No such option');
  if (new Set(known).size < known.length) return refuse('repeated_option', 'Each option once');
  return known;
};

/** The chosen options in the order of the definition: the same choice always reads the same. */
export const parseMulti = (
  { options }: QuestionOf<'multi'>,
  raw: unknown,
  { encoding }: ParseContext,
): Parsed => {
  const ids = idsOf(options);
  const chosen = checkIds(ids, encoding === 'form' && typeof raw === 'string' ? [raw] : raw);
  return 'length' in chosen ? { answer: ids.filter((id) => chosen.includes(id)) } : chosen;
};

/** How many options a ranking puts in order. */
export const placesOf = ({ places, options }: QuestionOf<'ranking'>): number =>
  Math.min(places ?? options.length, options.length);

const rankingErrors = (given: number, places: number, complete: boolean): readonly AnswerError[] =>
  given > places || (complete && given < places)
    ? [{ code: 'wrong_length', message: `Put ${places} options in order` }]
    : [];

/** Options from the first place on. */
const parseRankedList = (
  question: QuestionOf<'ranking'>,
  raw: unknown,
  { complete }: ParseContext,
): Parsed => {
  const ranked = checkIds(idsOf(question.options), raw);
  if (!('length' in ranked)) return ranked;
  return parsedUnless(rankingErrors(ranked.length, placesOf(question), complete), ranked);
};

/** A form has one field an option, with its place. */
const parsePlaces = (
  question: QuestionOf<'ranking'>,
  fields: ReadonlyMap<string, unknown>,
  { complete }: ParseContext,
): Parsed => {
  const places = placesOf(question);
  const errors: AnswerError[] = [];
  const holders = new Map<number, string>();
  for (const [part, raw] of fields) {
    const place = readWhole(raw, 'form');
    if (typeof place !== 'number')
      errors.push({ part, code: 'invalid_type', message: `A place from 1 to ${places}` });
    else if (place < 1 || place > places)
      errors.push({ part, code: 'out_of_range', message: `From 1 to ${places}` });
    else if (holders.has(place))
      errors.push({ part, code: 'repeated_place', message: 'Each place once' });
    else holders.set(place, part);
  }
  if (errors.length > 0) return { errors };
  const ranked = [...holders].sort(([a], [b]) => a - b);
  const hasGap = ranked.some(([place], at) => place !== at + 1);
  const answer = ranked.map(([, id]) => id);
  return parsedUnless(
    rankingErrors(hasGap ? 0 : answer.length, places, complete || hasGap),
    answer,
  );
};

export const parseRanking = (
  question: QuestionOf<'ranking'>,
  raw: unknown,
  context: ParseContext,
): Parsed =>
  raw instanceof Map
    ? parsePlaces(question, raw, context)
    : parseRankedList(question, raw, context);

/** The fields of a matrix by row: parts of a form or the members of an object. */
const cellsOf = (raw: unknown): ReadonlyMap<string, unknown> | undefined => {
  if (raw instanceof Map) return raw;
  const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  return isObject ? new Map(Object.entries(raw)) : undefined;
};

const wrongCell = (
  part: string,
  columns: readonly string[],
  cell: unknown,
): AnswerError | false => {
  if (typeof cell !== 'string')
    return { part, code: 'invalid_type', message: 'The id of one column' };
  return !columns.includes(cell) && { part, code: 'unknown_column', message: 'No such column' };
};

const missingRow = (part: string): AnswerError => ({
  part,
  code: 'required',
  message: 'This is needed',
});

/** The chosen column of each row that was answered, in the order of the definition. */
export const parseMatrix = (
  { rows, columns, required }: QuestionOf<'matrix'>,
  raw: unknown,
  { complete }: ParseContext,
): Parsed => {
  const cells = cellsOf(raw);
  if (!cells) return refuse('invalid_type', 'An object of column ids by row id');
  const given = [...cells].filter(([, cell]) => !isBlank(cell));
  if (given.length === 0) return unanswered;
  const rowIds = idsOf(rows);
  const columnIds = idsOf(columns);
  const needed = required && complete ? rowIds : [];
  const errors = [
    ...given.flatMap(([part, cell]) =>
      rowIds.includes(part)
        ? wrongCell(part, columnIds, cell) || []
        : { part, code: 'unknown_row', message: 'No such row' },
    ),
    ...needed.filter((part) => isBlank(cells.get(part))).map(missingRow),
  ];
  const answer = rowIds.flatMap((part) => {
    const cell = cells.get(part);
    return typeof cell === 'string' && cell !== '' ? [[part, cell] as const] : [];
  });
  return parsedUnless(errors, Object.fromEntries(answer));
};
