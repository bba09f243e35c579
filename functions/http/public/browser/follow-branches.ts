import type { Answers } from '../../../../lib/surveys/answers.ts';
import { askedQuestions } from '../../../../lib/surveys/branching.ts';
import { type Box, readAnswers } from './read-answers.ts';

/** Answers to the questions that are asked, by the server's own rule. */
export const askedAnswers = (boxes: readonly Box[]): Answers => {
  const answers = readAnswers(boxes);
  const asked = askedQuestions({ questions: boxes }, answers, {});
  return Object.fromEntries(
    asked.flatMap(({ id }) => (id in answers ? [[id, answers[id] as Answers[string]]] : [])),
  );
};

/**
 * Shows the questions that the answers lead to and hides the others. What was entered in a hidden
 * one stays, should the visitor come back to it; the server leaves it out.
 */
export const followBranches = (boxes: readonly Box[]): void => {
  const asked = new Set(askedQuestions({ questions: boxes }, readAnswers(boxes), {}));
  for (const box of boxes) box.element.hidden = !asked.has(box);
};

/** Says for which answers a question is meant: of no use where the page follows them by itself. */
export const dropConditions = (boxes: readonly Box[]): void => {
  for (const { element } of boxes) element.querySelector('.if')?.remove();
};
