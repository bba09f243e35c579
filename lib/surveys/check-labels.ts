import type { InputError } from '../shared/failure.ts';
import type { Label } from './label.ts';
import type { Option, Question } from './question.ts';
import type { SurveyDefinition } from './survey.ts';

/** A text of a definition and where it stands. */
interface PlacedLabel {
  readonly label: Label;
  /** JSON pointer. */
  readonly pointer: string;
}

const placed = (label: Label | undefined, pointer: string): readonly PlacedLabel[] =>
  label === undefined ? [] : [{ label, pointer }];

const labelsOfParts = (parts: readonly Option[], pointer: string): readonly PlacedLabel[] =>
  parts.map(({ label }, index) => ({ label, pointer: `${pointer}/${index}/label` }));

const labelsOfQuestion = (question: Question, pointer: string): readonly PlacedLabel[] => [
  ...placed(question.label, `${pointer}/label`),
  ...placed(question.help, `${pointer}/help`),
  ...placed(question.guide, `${pointer}/guide`),
  ...('options' in question ? labelsOfParts(question.options, `${pointer}/options`) : []),
  ...(question.type === 'matrix' ? labelsOfParts(question.rows, `${pointer}/rows`) : []),
  ...(question.type === 'matrix' ? labelsOfParts(question.columns, `${pointer}/columns`) : []),
  ...(question.type === 'number' ? placed(question.unit, `${pointer}/unit`) : []),
];

/** Every text of a definition. */
const labelsOf = ({
  title,
  intro,
  thanks,
  questions,
}: SurveyDefinition): readonly PlacedLabel[] => [
  ...placed(title, '/title'),
  ...placed(intro, '/intro'),
  ...placed(thanks, '/thanks'),
  ...questions.flatMap((question, index) => labelsOfQuestion(question, `/questions/${index}`)),
];

/** Every language that some text is written in. */
export const languagesOf = (definition: SurveyDefinition): readonly string[] =>
  [...new Set(labelsOf(definition).flatMap(({ label }) => Object.keys(label)))].sort();

/** Every text is there in every language that some text is written in, and in the default one. */
export const labelErrors = (definition: SurveyDefinition): readonly InputError[] => {
  const { defaultLanguage } = definition;
  const languages = languagesOf(definition);
  const missing = (pointer: string, message: string): InputError => ({
    pointer,
    code: 'missing_language',
    message,
  });
  return [
    ...(languages.includes(defaultLanguage)
      ? []
      : [missing('/defaultLanguage', `Nothing is written in ${defaultLanguage}`)]),
    ...labelsOf(definition).flatMap(({ label, pointer }) =>
      languages
        .filter((language) => !Object.hasOwn(label, language))
        .map((language) => missing(`${pointer}/${language}`, `There is no text in ${language}`)),
    ),
  ];
};
