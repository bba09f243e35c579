import type { Answer } from '../../../lib/surveys/answers.ts';

type Copy = number | string | boolean | string[] | Record<string, string>;

/** Array.isArray does not know readonly arrays. */
const isList = (answer: object): answer is readonly string[] => Array.isArray(answer);

/** An answer as the shapes of the contract have it. */
export const copyAnswer = (answer: Answer): Copy => {
  if (typeof answer !== 'object') return answer;
  return isList(answer) ? [...answer] : { ...answer };
};
