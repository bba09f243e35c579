import { type CountedQuestion, countedQuestions } from './counted-question.ts';
import type { Survey } from './survey.ts';

/** Every question that some version asked. */
export const askedEver = ({ definition, earlier }: Survey): readonly CountedQuestion[] =>
  countedQuestions(definition.questions, earlier);
