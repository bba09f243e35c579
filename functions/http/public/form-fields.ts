import { showField } from '../../../lib/surveys/abuse/form-token.ts';
import type { Fields } from '../../../lib/surveys/form-field.ts';
import type { SurveyDefinition } from '../../../lib/surveys/survey.ts';
import { typedNumber } from '../../../lib/surveys/typed-number.ts';

/** The revision of sent answers that a form shows and changes. */
export const revisionField = '_revision';

/** What a hosted form sent: the visitor's answers, and what the page itself put into it. */
export interface SentForm {
  readonly fields: Fields;
  /** Fields of our own, which begin with `_`. */
  readonly own: Readonly<Record<string, string>>;
  readonly isSwitch: boolean;
}

const tidyNumber = (value: string | readonly string[]): string | readonly string[] =>
  typeof value === 'string' ? typedNumber(value).replace(/^(-?)0+(?=[0-9])/, '$1') : value;

/** Takes the fields of a hosted form apart. */
export const readForm = (body: Fields, { questions }: SurveyDefinition): SentForm => {
  const numbers = new Set(questions.filter(({ type }) => type === 'number').map(({ id }) => id));
  const entries = Object.entries(body);
  const own = entries.filter(([name]) => name.startsWith('_'));
  return {
    fields: Object.fromEntries(
      entries
        .filter(([name]) => !name.startsWith('_'))
        .map(([name, value]) => [name, numbers.has(name) ? tidyNumber(value) : value]),
    ),
    // No page of ours sends one twice.
    own: Object.fromEntries(own.map(([name, value]) => [name, [value].flat().join()])),
    isSwitch: own.some(([name]) => name === showField),
  };
};
