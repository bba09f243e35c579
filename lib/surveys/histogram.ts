import type { Answer, Answers } from './answers.ts';

/** Counts of one question: how many answered it, and how often each value was given. */
export interface QuestionCounts {
  readonly answered: number;
  /** By rating or option id; a text has none. */
  readonly values: Readonly<Record<string, number>>;
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

const valuesOf = (answer: Answer): readonly string[] =>
  Array.isArray(answer) ? answer : [String(answer)];

const add = (a: QuestionCounts, b: QuestionCounts): QuestionCounts => {
  const values = { ...a.values };
  for (const [value, count] of Object.entries(b.values)) {
    values[value] = (values[value] ?? 0) + count;
  }
  return { answered: a.answered + b.answered, values };
};

/** The counts of one response. */
export const histogramOf = (response: CountedResponse): Histogram => ({
  responses: 1,
  completed: response.completed ? 1 : 0,
  questions: Object.fromEntries([
    ...Object.entries(response.answers).map(([id, answer]) => [
      id,
      { answered: 1, values: Object.fromEntries(valuesOf(answer).map((value) => [value, 1])) },
    ]),
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
