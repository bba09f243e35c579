import type { InputError } from '../shared/failure.ts';
import type { Condition, Test } from './condition.ts';
import { questionsOf, testsOf } from './condition-tests.ts';
import { conjunction, negated, type Verdict, verdictOf } from './kleene.ts';
import {
  type Cell,
  emptyCell,
  hiddenSlot,
  questionSlots,
  type Slot,
} from './reachability-slots.ts';
import type { SurveyDefinition } from './survey.ts';

/**
 * Whether conditions can be met by a complete response: a depth-first search through everything that
 * answers and hidden values can say, told apart as far as the tests do. It is exact, and where it
 * has looked at `looksMax` tests it gives up and says so; it never guesses.
 */

/** Looks at tests in the search for all conditions of a survey together: half a second of work. */
export const looksMax = 3_000_000;

interface Budget {
  left: number;
}

type TruthOf = (test: Test) => Verdict;
type Goal = (truthOf: TruthOf) => Verdict;
type Truths = Map<Test, boolean>;

interface Search {
  readonly definition: SurveyDefinition;
  readonly slots: readonly Slot[];
  readonly goal: Goal;
  readonly truths: Truths;
  readonly budget: Budget;
}

/** The condition, and those that decide whether the questions are asked that it looks at. */
const withCauses = (definition: SurveyDefinition, condition: Condition): readonly Condition[] => {
  const found = new Map<string, Condition>();
  const waiting = [...questionsOf(condition)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const cause = definition.questions.find((question) => question.id === id)?.showIf;
    if (cause === undefined || found.has(id)) continue;
    found.set(id, cause);
    waiting.push(...questionsOf(cause));
  }
  return [condition, ...found.values()];
};

/**
 * The truth of a test as far as it is known: chosen, or that of a question which cannot be asked any
 * more. The second keeps the search through long chains of questions short.
 */
const knownTruths = (
  { definition, budget }: Pick<Search, 'definition' | 'budget'>,
  truths: ReadonlyMap<Test, boolean>,
): TruthOf => {
  const asked = new Map<string, Verdict>();
  const isAsked = (id: string): Verdict => {
    if (asked.has(id)) return asked.get(id);
    const cause = definition.questions.find((question) => question.id === id)?.showIf;
    const verdict = cause === undefined || verdictOf(cause, truthOf);
    asked.set(id, verdict);
    return verdict;
  };
  const truthOf = (test: Test): Verdict => {
    budget.left -= 1;
    const chosen = truths.get(test);
    if (chosen !== undefined || 'hidden' in test) return chosen;
    return isAsked(test.question) === false ? emptyCell([test])[0]?.[1] : undefined;
  };
  return truthOf;
};

/** Every choice that the tests of some conditions leave open, hidden values first, questions in their order. */
const slotsOf = (
  { definition, budget }: Pick<Search, 'definition' | 'budget'>,
  conditions: readonly Condition[],
): readonly Slot[] => {
  const tests = conditions.flatMap((condition) => testsOf(condition)).map(({ test }) => test);
  const ofHidden = Map.groupBy(tests, (test) => ('hidden' in test ? test.hidden : undefined));
  const ofQuestion = Map.groupBy(tests, (test) => ('question' in test ? test.question : undefined));
  return [
    ...definition.hidden.flatMap((field) => {
      const looking = ofHidden.get(field.id);
      return looking ? [hiddenSlot(field, looking)] : [];
    }),
    ...definition.questions.flatMap((question) => {
      const { showIf } = question;
      const looking = ofQuestion.get(question.id);
      const asked = (truths: ReadonlyMap<Test, boolean>) =>
        showIf === undefined ||
        verdictOf(showIf, knownTruths({ definition, budget }, truths)) === true;
      return looking ? questionSlots(question, looking, asked) : [];
    }),
  ];
};

const assign = (truths: Truths, cell: Cell): void => {
  for (const [test, truth] of cell) truths.set(test, truth);
};

const withdraw = (truths: Truths, cell: Cell): void => {
  for (const [test] of cell) truths.delete(test);
};

/** Whether the goal can be met from here; undefined where the looks ran out before that was known. */
const reach = (search: Search, at: number): Verdict => {
  const { slots, goal, truths, budget } = search;
  if (budget.left <= 0) return undefined;
  const verdict = goal(knownTruths(search, truths));
  if (verdict !== undefined) return verdict;
  for (const cell of slots[at]?.(truths) ?? []) {
    assign(truths, cell);
    const found = reach(search, at + 1);
    withdraw(truths, cell);
    if (found !== false) return found;
  }
  return false;
};

/** Whether some complete response meets a condition; undefined where the looks ran out. */
export const canBeMet = (
  definition: SurveyDefinition,
  condition: Condition,
  budget: Budget = { left: looksMax },
): Verdict =>
  reach(
    {
      definition,
      slots: slotsOf({ definition, budget }, withCauses(definition, condition)),
      goal: (truthOf) => verdictOf(condition, truthOf),
      truths: new Map(),
      budget,
    },
    0,
  );

/** Whether hidden values can lead to a form without a single question; undefined where the looks ran out. */
export const canAskNothing = (
  definition: SurveyDefinition,
  budget: Budget = { left: looksMax },
): Verdict => {
  const conditions = definition.questions.map(({ showIf }) => showIf);
  const causes = conditions.filter((condition) => condition !== undefined);
  if (causes.length < conditions.length) return false;
  const tests = causes.flatMap((condition) => testsOf(condition)).map(({ test }) => test);
  const unanswered = emptyCell(tests.filter((test) => 'question' in test));
  return reach(
    {
      definition: { ...definition, questions: [] },
      slots: slotsOf({ definition: { ...definition, questions: [] }, budget }, causes),
      goal: (truthOf) => conjunction(causes.map((cause) => negated(verdictOf(cause, truthOf)))),
      truths: new Map(unanswered),
      budget,
    },
    0,
  );
};

const gaveUp = (pointer: string): InputError => ({
  pointer,
  code: 'too_complex',
  message: `Its conditions cannot be decided in ${looksMax} steps; ask for less at once`,
});

const judge = (verdict: Verdict, error: InputError): readonly InputError[] => {
  if (verdict === undefined) return [gaveUp(error.pointer)];
  return verdict ? [] : [error];
};

/**
 * Dead ends: questions that nobody can be asked, quotas that no response can count for, hidden values
 * that lead to an empty form. Conditions must be right by themselves already (check-conditions.ts).
 */
export const deadEnds = (definition: SurveyDefinition): readonly InputError[] => {
  const budget: Budget = { left: looksMax };
  return [
    ...judge(negated(canAskNothing(definition, budget)), {
      pointer: '/questions',
      code: 'nothing_asked',
      message: 'With some hidden values no question is asked at all',
    }),
    ...definition.questions.flatMap(({ id, showIf }, index) =>
      showIf === undefined
        ? []
        : judge(canBeMet(definition, showIf, budget), {
            pointer: `/questions/${index}/showIf`,
            code: 'never_asked',
            message: `No complete response leads to ${id}`,
          }),
    ),
    ...definition.quotas.flatMap(({ when }, index) =>
      when === undefined
        ? []
        : judge(canBeMet(definition, when, budget), {
            pointer: `/quotas/${index}/when`,
            code: 'never_met',
            message: 'No complete response counts for this quota',
          }),
    ),
  ];
};
