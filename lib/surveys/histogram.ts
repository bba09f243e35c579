import type { Answer, Answers } from './answers.ts';

/** Counts of one question: how many answered it, and how often each value was given. */
export interface QuestionCounts {
  readonly answered: number;
  /** By rating or option id; a text has none. */
  readonly values: Readonly<Record<string, number>>;
  /** Numbers that are on no scale: kept as sums, because there may be as many values as answers. */
  readonly numbers?: NumberSums;
}

export interface NumberSums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
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

const noCounts: QuestionCounts = { answered: 0, values: {} };

/** Ratings of all scales are whole numbers up to here. */
const ratingMax = 10;

const isOnScale = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= ratingMax;

/** One given answer. */
const countsOf = (answer: Answer): QuestionCounts => {
  if (typeof answer === 'number' && !isOnScale(answer)) {
    return { answered: 1, values: {}, numbers: { count: 1, sum: answer, squares: answer ** 2 } };
  }
  const values = Array.isArray(answer) ? answer : [String(answer)];
  return { answered: 1, values: Object.fromEntries(values.map((value) => [value, 1])) };
};

const addNumbers = (a: NumberSums, b: NumberSums): NumberSums => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

const add = (a: QuestionCounts, b: QuestionCounts): QuestionCounts => {
  const values = { ...a.values };
  for (const [value, count] of Object.entries(b.values)) {
    values[value] = (values[value] ?? 0) + count;
  }
  const numbers =
    a.numbers && b.numbers ? addNumbers(a.numbers, b.numbers) : (a.numbers ?? b.numbers);
  return { answered: a.answered + b.answered, values, ...(numbers ? { numbers } : {}) };
};

/** The counts of one response. */
export const histogramOf = (response: CountedResponse): Histogram => ({
  responses: 1,
  completed: response.completed ? 1 : 0,
  questions: Object.fromEntries([
    ...Object.entries(response.answers).map(([id, answer]) => [id, countsOf(answer)]),
    ...response.written.map((id) => [id, { answered: 1, values: {} }]),
  ]),
});

/** Adds histograms: associative and commutative, so days may be read in any order. */
export const addHistograms = (a: Histogram, b: Histogram): Histogram => {
  const questions = { ...a.questions };
  for (const [id, counts] of Object.entries(b.questions)) {
    questions[id] = add(questions[id] ?? noCounts, counts);
  }
  return {
    responses: a.responses + b.responses,
    completed: a.completed + b.completed,
    questions,
  };
};
