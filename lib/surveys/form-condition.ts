import type { Clause, Condition, Test } from './condition.ts';
import { type FormTexts, fillText } from './form-texts.ts';
import type { HiddenValues } from './hidden-field.ts';
import type { Label } from './label.ts';
import type { Question } from './question.ts';

/** What is left of a condition when the hidden values are known: it may be decided by them alone. */
type Rest = Condition | boolean;

const resolveTest = (test: Test, hidden: HiddenValues): Test | boolean => {
  if (!('hidden' in test)) return test;
  const value = Object.hasOwn(hidden, test.hidden) ? hidden[test.hidden] : undefined;
  return 'is' in test ? value === test.is : test.in.some((one) => one === value);
};

const isLeft = <T extends Condition>(part: T | boolean): part is T => typeof part !== 'boolean';

/** Joins what is left of the parts: `decider` decides all, its opposite drops out. */
const join = (parts: readonly Rest[], decider: boolean): Rest => {
  if (parts.includes(decider)) return decider;
  // Resolving never makes a part deeper than it was, so two levels stay two.
  const left = parts.filter(isLeft) as readonly Clause[];
  const [only] = left;
  if (only === undefined) return !decider;
  if (left.length === 1) return only;
  return decider ? { any: [...left] } : { all: [...left] };
};

/**
 * A condition with the hidden values put in: a page then carries no hidden value, and both the words
 * on it and its script look at answers alone.
 */
export const resolveHidden = (condition: Condition, hidden: HiddenValues): Rest => {
  if ('all' in condition)
    return join(
      condition.all.map((part) => resolveHidden(part, hidden)),
      false,
    );
  if ('any' in condition)
    return join(
      condition.any.map((part) => resolveHidden(part, hidden)),
      true,
    );
  if (!('not' in condition)) return resolveTest(condition, hidden);
  const test = resolveTest(condition.not, hidden);
  return typeof test === 'boolean' ? !test : { not: test };
};

/** The questions that these hidden values leave open, with conditions about answers only. */
export const openQuestions = (
  questions: readonly Question[],
  hidden: HiddenValues,
): readonly Question[] =>
  questions.flatMap((question) => {
    if (question.showIf === undefined) return [question];
    const { showIf, ...rest } = question;
    const left = resolveHidden(showIf, hidden);
    if (typeof left === 'boolean') return left ? [rest] : [];
    return [{ ...rest, showIf: left }];
  });

export interface ConditionWords {
  readonly texts: FormTexts;
  readonly say: (label: Label) => string;
  /** The questions of the page, in its order: words name them by their number. */
  readonly questions: readonly Question[];
}

/** An option by its label, a value as it is. */
const valueWords = (
  question: Question | undefined,
  value: string | number | boolean,
  { say }: ConditionWords,
): string => {
  const options = question && 'options' in question ? question.options : [];
  const option = options.find(({ id }) => id === value);
  return option ? `“${say(option.label)}”` : String(value);
};

type QuestionTest = Exclude<Test, { readonly hidden: string }>;

/** Days are later and earlier, amounts more and less. */
const boundText = (side: 'atLeast' | 'atMost', question: Question | undefined): keyof FormTexts => {
  if (question?.type !== 'date') return side;
  return side === 'atLeast' ? 'fromDate' : 'untilDate';
};

const textOf = (test: QuestionTest, question: Question | undefined): keyof FormTexts => {
  if ('answered' in test) return test.answered ? 'answered' : 'notAnswered';
  if ('includes' in test) return 'includes';
  if ('atLeast' in test) return boundText('atLeast', question);
  if ('atMost' in test) return boundText('atMost', question);
  if ('in' in test || typeof test.is !== 'boolean') return 'isValue';
  return test.is ? 'agreed' : 'notAgreed';
};

/** Texts that have a plain opposite. */
const opposites: Partial<Record<keyof FormTexts, keyof FormTexts>> = {
  answered: 'notAnswered',
  notAnswered: 'answered',
  includes: 'includesNot',
  isValue: 'isNotValue',
  agreed: 'notAgreed',
  notAgreed: 'agreed',
};

const valuesIn = (test: QuestionTest): readonly (string | number | boolean)[] => {
  if ('is' in test) return [test.is];
  if ('in' in test) return test.in;
  if ('atLeast' in test) return [test.atLeast];
  if ('atMost' in test) return [test.atMost];
  return 'includes' in test ? [test.includes] : [];
};

const testWords = (test: Test, isDenied: boolean, words: ConditionWords): string => {
  if (!('question' in test)) return '';
  const { texts, questions } = words;
  const at = questions.findIndex(({ id }) => id === test.question);
  const name = textOf(test, questions[at]);
  const value = valuesIn(test)
    .map((one) => valueWords(questions[at], one, words))
    .join(texts.valueOr);
  const opposite = isDenied ? opposites[name] : name;
  const plain = fillText(texts[opposite ?? name], { question: at + 1, value });
  return opposite === undefined ? fillText(texts.not, { condition: plain }) : plain;
};

/** A condition in words, for visitors whose page does not follow their answers by itself. */
export const conditionWords = (condition: Condition, words: ConditionWords): string => {
  const { texts } = words;
  const part = (one: Condition): string => {
    const said = conditionWords(one, words);
    return 'all' in one || 'any' in one ? fillText(texts.group, { condition: said }) : said;
  };
  if ('all' in condition) return condition.all.map(part).join(texts.and);
  if ('any' in condition) return condition.any.map(part).join(texts.or);
  if ('not' in condition) return testWords(condition.not, true, words);
  return testWords(condition, false, words);
};
