import type { Condition, Test } from './condition.ts';

/** True, false, or undefined while it is open (Kleene's three-valued logic). */
export type Verdict = boolean | undefined;

export const negated = (verdict: Verdict): Verdict =>
  verdict === undefined ? undefined : !verdict;

/** All of them: one false decides, otherwise an open one leaves it open. */
export const conjunction = (verdicts: readonly Verdict[]): Verdict => {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
};

/** A condition as far as its tests are known. */
export const verdictOf = (condition: Condition, truthOf: (test: Test) => Verdict): Verdict => {
  if ('all' in condition) return conjunction(condition.all.map((part) => verdictOf(part, truthOf)));
  if ('any' in condition)
    return negated(conjunction(condition.any.map((part) => negated(verdictOf(part, truthOf)))));
  return 'not' in condition ? negated(truthOf(condition.not)) : truthOf(condition);
};
