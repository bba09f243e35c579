import type { Condition, Test } from './condition.ts';

/** A test of a condition and where it stands. */
export interface PlacedTest {
  readonly test: Test;
  /** JSON pointer. */
  readonly pointer: string;
}

/** Every test of a condition, with the pointer to it under that of the condition. */
export const testsOf = (condition: Condition, pointer = ''): readonly PlacedTest[] => {
  if ('all' in condition)
    return condition.all.flatMap((part, at) => testsOf(part, `${pointer}/all/${at}`));
  if ('any' in condition)
    return condition.any.flatMap((part, at) => testsOf(part, `${pointer}/any/${at}`));
  if ('not' in condition) return testsOf(condition.not, `${pointer}/not`);
  return [{ test: condition, pointer }];
};

/** Ids of the questions that a condition looks at. */
export const questionsOf = (condition: Condition | undefined): readonly string[] =>
  condition === undefined
    ? []
    : testsOf(condition).flatMap(({ test }) => ('question' in test ? [test.question] : []));

/** Whether a condition looks at a hidden field. */
export const looksAtHidden = (condition: Condition | undefined): boolean =>
  condition !== undefined && testsOf(condition).some(({ test }) => 'hidden' in test);
