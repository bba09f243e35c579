import type { Answer, Answers } from './answers.ts';
import { parseAnswer } from './parse-answers.ts';
import type { Question } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

const has = (parts: readonly { readonly id: string }[], id: unknown): boolean =>
  parts.some((part) => part.id === id);

/** Without the options, rows and columns that the question no longer has. */
const trimmed = (question: Question, answer: unknown): unknown => {
  if (question.type === 'multi' && Array.isArray(answer))
    return answer.filter((id) => has(question.options, id));
  if (question.type !== 'matrix' || typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).filter(
      ([row, column]) => has(question.rows, row) && has(question.columns, column),
    ),
  );
};

/**
 * Answers to an earlier version of a survey as far as this one takes them: whoever goes on with a
 * response, or changes it, answers the version in force. What that no longer asks falls away.
 */
export const carryAnswers = (
  { questions }: Pick<SurveyDefinition, 'questions'>,
  answers: Answers,
): Answers => {
  const carried = questions.flatMap((question): readonly (readonly [string, Answer])[] => {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    const parsed = parseAnswer(question, trimmed(question, given), {
      encoding: 'json',
      complete: false,
    });
    return 'answer' in parsed && parsed.answer !== undefined ? [[question.id, parsed.answer]] : [];
  });
  return Object.fromEntries(carried);
};
