import type { InputError } from '../shared/failure.ts';
import { cyclesOf } from './condition-cycles.ts';
import { type PlacedTest, testsOf } from './condition-tests.ts';
import type { SurveyDefinition } from './survey.ts';
import { hiddenTestError, questionTestError, type TestError } from './test-fit.ts';

const at = (pointer: string, { code, message }: TestError): InputError => ({
  pointer,
  code,
  message,
});

/** Position of each question by its id; of a repeated id the first. */
const positionsOf = ({ questions }: SurveyDefinition): ReadonlyMap<string, number> =>
  new Map(questions.map(({ id }, index) => [id, index] as const).toReversed());

const testErrors = (
  definition: SurveyDefinition,
  { test, pointer }: PlacedTest,
  positions: ReadonlyMap<string, number>,
): readonly InputError[] => {
  if ('hidden' in test) {
    const field = definition.hidden.find(({ id }) => id === test.hidden);
    if (!field)
      return [
        at(`${pointer}/hidden`, {
          code: 'unknown_hidden',
          message: `${test.hidden} is no hidden field of this survey`,
        }),
      ];
    return hiddenTestError(field, test).map((error) => at(pointer, error));
  }
  const question = definition.questions[positions.get(test.question) ?? -1];
  if (!question)
    return [
      at(`${pointer}/question`, {
        code: 'unknown_question',
        message: `${test.question} is no question of this survey`,
      }),
    ];
  return questionTestError(question, test).map((error) => at(pointer, error));
};

/** References that answers cannot decide in order: questions that wait for each other, or for a later one. */
const orderErrors = (
  definition: SurveyDefinition,
  positions: ReadonlyMap<string, number>,
): readonly InputError[] => {
  const cycles = cyclesOf(definition.questions);
  return definition.questions.flatMap(({ id, showIf }, index) => {
    if (showIf === undefined) return [];
    const pointer = `/questions/${index}/showIf`;
    const cycle = cycles.find((ids) => ids.includes(id));
    if (cycle) {
      const message = `These questions wait for each other: ${cycle.join(', ')}`;
      return [{ pointer, code: 'cycle', message }];
    }
    return testsOf(showIf, pointer).flatMap(({ test, pointer: place }) => {
      const isLater = 'question' in test && (positions.get(test.question) ?? -1) > index;
      const message = 'A condition looks at earlier questions only';
      return isLater ? [{ pointer: `${place}/question`, code: 'later_question', message }] : [];
    });
  });
};

/** What is wrong with the conditions of questions and quotas by themselves. */
export const conditionErrors = (definition: SurveyDefinition): readonly InputError[] => {
  const positions = positionsOf(definition);
  const tests = [
    ...definition.questions.flatMap(({ showIf }, index) =>
      showIf === undefined ? [] : testsOf(showIf, `/questions/${index}/showIf`),
    ),
    ...definition.quotas.flatMap(({ when }, index) =>
      when === undefined ? [] : testsOf(when, `/quotas/${index}/when`),
    ),
  ];
  return [
    ...tests.flatMap((test) => testErrors(definition, test, positions)),
    ...orderErrors(definition, positions),
  ];
};
