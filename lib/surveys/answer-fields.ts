import type { Answer, Answers } from './answers.ts';
import type { Fields } from './form-field.ts';
import { partName } from './parse-answers.ts';
import type { Question } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

type Entry = readonly [string, string | readonly string[]];

const isList = (answer: Answer): answer is readonly string[] => Array.isArray(answer);

/** Ranked options carry their place, rows of a matrix their column, each in a field of its own. */
const partFields = (question: Question, answer: Answer): readonly Entry[] => {
  if (isList(answer))
    return answer.map((id, at) => [partName(question.id, id), String(at + 1)] as const);
  return typeof answer === 'object'
    ? Object.entries(answer).map(([row, column]) => [partName(question.id, row), column] as const)
    : [];
};

const fieldsOf = (question: Question, answer: Answer): readonly Entry[] => {
  if (question.type === 'ranking' || question.type === 'matrix')
    return partFields(question, answer);
  return [[question.id, isList(answer) ? answer : String(answer)]];
};

/** Answers as the fields of a form that was filled in with them. */
export const answerFields = ({ questions }: SurveyDefinition, answers: Answers): Fields =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
      return answer === undefined ? [] : fieldsOf(question, answer);
    }),
  );
