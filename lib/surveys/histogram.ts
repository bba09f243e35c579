import type { Answer, Answers } from './answers.ts';
import type { QuestionTypes } from './counted-question.ts';

/** Counts of one question: how many answered it, and how often each value was given. */
export interface QuestionCounts {
  readonly answered: number;
  /** By rating, option id, `true` and `false`, or row and column as `<row>.<column>`; a text or date has none. */
  readonly values: Readonly<Record<string, number>>;
  /** Numbers that are on no scale: kept as sums, because there may be as many values as answers. */
  readonly numbers?: NumberSums;
  /** Places by option id, of a ranking; how often each was ranked is in the values. */
  readonly places?: Readonly<Record<string, PlaceSums>>;
  /** The first and the last day given. */
  readonly dates?: DateRange;
}

export interface NumberSums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

export interface PlaceSums {
  /** Sum of the places, 1 for the first. */
  readonly sum: number;
  /** How often it came first. */
  readonly first: number;
}

export interface DateRange {
  readonly earliest: string;
  readonly latest: string;
}

/** All that results are computed from: of a day, and by addition of any range of days. */
export interface Histogram {
  readonly responses: number;
  readonly completed: number;
  readonly questions: Readonly<Record<string, QuestionCounts>>;
}

/** What of a response is counted. A text that was erased still counts as an answer: `written` names it. */
export interface CountedResponse {
  readonly completed: boolean;
  readonly answers: Answers;
  readonly written: readonly string[];
}

export const emptyHistogram: Histogram = { responses: 0, completed: 0, questions: {} };

export const noCounts: QuestionCounts = { answered: 0, values: {} };

/** Members of our own only: an option may be called `constructor`. */
export const ownCount = (counts: Readonly<Record<string, number>>, name: string): number =>
  Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;

/** The counts of a question, none where nobody answered it. */
export const countsIn = ({ questions }: Histogram, id: string): QuestionCounts =>
  (Object.hasOwn(questions, id) ? questions[id] : undefined) ?? noCounts;

/** Ratings of all scales are whole numbers up to here. */
const ratingMax = 10;

const isOnScale = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= ratingMax;

const once = (values: readonly string[]): QuestionCounts => ({
  answered: 1,
  values: Object.fromEntries(values.map((value) => [value, 1])),
});

const rankedCounts = (ranked: readonly string[]): QuestionCounts => ({
  ...once(ranked),
  places: Object.fromEntries(
    ranked.map((id, at) => [id, { sum: at + 1, first: at === 0 ? 1 : 0 }]),
  ),
});

/** Array.isArray does not know readonly arrays. */
const isList = (answer: object): answer is readonly string[] => Array.isArray(answer);

/** One given answer to a question of a type. */
const countsOf = (answer: Answer, type: string | undefined): QuestionCounts => {
  if (typeof answer === 'number' && !isOnScale(answer)) {
    return { answered: 1, values: {}, numbers: { count: 1, sum: answer, squares: answer ** 2 } };
  }
  if (typeof answer === 'string' && type === 'date')
    return { answered: 1, values: {}, dates: { earliest: answer, latest: answer } };
  if (typeof answer !== 'object') return once([String(answer)]);
  if (isList(answer)) return type === 'ranking' ? rankedCounts(answer) : once(answer);
  return once(Object.entries(answer).map(([row, column]) => `${row}.${column}`));
};

type Add<T> = (a: T, b: T) => T;

/** Adds members by name; a record that one side lacks is that of the other. */
const addRecords = <T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  add: Add<T>,
): Record<string, T> => {
  const sums = new Map(Object.entries(a));
  for (const [name, value] of Object.entries(b)) {
    const known = sums.get(name);
    sums.set(name, known === undefined ? value : add(known, value));
  }
  return Object.fromEntries(sums);
};

const addOptional = <T>(a: T | undefined, b: T | undefined, add: Add<T>): T | undefined =>
  a === undefined || b === undefined ? (a ?? b) : add(a, b);

const plus: Add<number> = (a, b) => a + b;

const addNumbers: Add<NumberSums> = (a, b) => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

const addPlaces: Add<PlaceSums> = (a, b) => ({ sum: a.sum + b.sum, first: a.first + b.first });

const spanDates: Add<DateRange> = (a, b) => {
  const begins = a.earliest < b.earliest ? a : b;
  const ends = a.latest > b.latest ? a : b;
  return { earliest: begins.earliest, latest: ends.latest };
};

const addCounts: Add<QuestionCounts> = (a, b) => {
  const numbers = addOptional(a.numbers, b.numbers, addNumbers);
  const places = addOptional(a.places, b.places, (x, y) => addRecords(x, y, addPlaces));
  const dates = addOptional(a.dates, b.dates, spanDates);
  return {
    answered: a.answered + b.answered,
    values: addRecords(a.values, b.values, plus),
    ...(numbers && { numbers }),
    ...(places && { places }),
    ...(dates && { dates }),
  };
};

/** The counts of one response to questions of these types. */
export const histogramOf = (response: CountedResponse, types: QuestionTypes): Histogram => ({
  responses: 1,
  completed: response.completed ? 1 : 0,
  questions: Object.fromEntries([
    ...Object.entries(response.answers).map(([id, answer]) => [
      id,
      countsOf(answer, types.get(id)),
    ]),
    ...response.written.map((id) => [id, { answered: 1, values: {} }]),
  ]),
});

/** Adds histograms: associative and commutative, so days may be read in any order. */
export const addHistograms: Add<Histogram> = (a, b) => ({
  responses: a.responses + b.responses,
  completed: a.completed + b.completed,
  questions: addRecords(a.questions, b.questions, addCounts),
});
