import type { InputError } from '../shared/failure.ts';
import type { Label } from './label.ts';
import { measureOf } from './measures.ts';
import type { Question } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

/** Every language that the title, a question or an option is written in. */
export const languagesOf = (definition: SurveyDefinition): readonly string[] => {
  const labels = [
    definition.title,
    ...definition.questions.flatMap((question) => [
      question.label,
      ...optionsOf(question).map((option) => option.label),
      ...('unit' in question && question.unit ? [question.unit] : []),
    ]),
  ];
  return [...new Set(labels.flatMap((label) => Object.keys(label)))].sort();
};

const optionsOf = (question: Question) => ('options' in question ? question.options : []);

const error = (pointer: string, code: string, message: string): InputError => ({
  pointer,
  code,
  message,
});

const labelErrors = (
  label: Label,
  languages: readonly string[],
  pointer: string,
): readonly InputError[] =>
  languages
    .filter((language) => label[language] === undefined)
    .map((language) =>
      error(`${pointer}/${language}`, 'missing_language', `There is no text in ${language}`),
    );

/** One error for every id that an earlier row has already. */
const repeatedIds = (
  rows: readonly { readonly id: string }[],
  pointer: string,
): readonly InputError[] => {
  const seen = new Set<string>();
  return rows.flatMap(({ id }, index) => {
    if (seen.has(id)) {
      return [error(`${pointer}/${index}/id`, 'repeated_id', `${id} is used more than once`)];
    }
    seen.add(id);
    return [];
  });
};

const optionErrors = (
  question: Question,
  languages: readonly string[],
  pointer: string,
): readonly InputError[] => {
  if (!('options' in question)) return [];
  const { options } = question;
  return [
    ...(options.length < 2
      ? [error(`${pointer}/options`, 'too_few_options', 'A choice needs two options at least')]
      : []),
    ...repeatedIds(options, `${pointer}/options`),
    ...options.flatMap((option, index) =>
      labelErrors(option.label, languages, `${pointer}/options/${index}/label`),
    ),
  ];
};

/** A number needs a range, and a stated spend is not negative. */
const numberErrors = (
  question: Question,
  languages: readonly string[],
  pointer: string,
): readonly InputError[] => {
  if (question.type !== 'number') return [];
  const { min, max, unit, measures } = question;
  return [
    ...(min < max ? [] : [error(`${pointer}/max`, 'invalid_range', 'max must be above min')]),
    ...(measures === 'wallet' && min < 0
      ? [error(`${pointer}/min`, 'invalid_range', 'Nobody spends less than nothing')]
      : []),
    ...(unit ? labelErrors(unit, languages, `${pointer}/unit`) : []),
  ];
};

/** One answer can be a customer's yearly spend. */
const walletErrors = (questions: readonly Question[]): readonly InputError[] =>
  questions
    .flatMap((question, index) => (measureOf(question) === 'wallet' ? [index] : []))
    .slice(1)
    .map((index) =>
      error(`/questions/${index}/measures`, 'repeated_measure', 'One question measures the wallet'),
    );

/** All that keeps a definition from being published, with pointers into it. */
export const definitionErrors = (definition: SurveyDefinition): readonly InputError[] => {
  const { title, defaultLanguage, questions } = definition;
  const languages = languagesOf(definition);
  return [
    ...(languages.includes(defaultLanguage)
      ? []
      : [
          error('/defaultLanguage', 'missing_language', `Nothing is written in ${defaultLanguage}`),
        ]),
    ...labelErrors(title, languages, '/title'),
    ...(questions.length === 0
      ? [error('/questions', 'no_questions', 'A survey needs one question at least')]
      : []),
    ...repeatedIds(questions, '/questions'),
    ...questions.flatMap((question, index) => [
      ...labelErrors(question.label, languages, `/questions/${index}/label`),
      ...optionErrors(question, languages, `/questions/${index}`),
      ...numberErrors(question, languages, `/questions/${index}`),
    ]),
    ...walletErrors(questions),
  ];
};
