import { failTogether, ok, type Result } from '../shared/result.ts';
import type { Answers } from './answers.ts';
import type { HiddenValues } from './hidden-field.ts';
import { parseAnswers } from './parse-answers.ts';
import { parseHidden, splitHidden } from './parse-hidden.ts';
import type { Submission } from './submission.ts';
import type { SurveyDefinition } from './survey.ts';

/**
 * The answers and hidden values of a submission, checked. What comes from inside a signature (the
 * invitation, a signed open link) goes before what the visitor says.
 */
export const parseSubmission = (
  definition: SurveyDefinition,
  submission: Pick<Submission, 'answers' | 'hidden' | 'trusted' | 'encoding' | 'complete'>,
  invited: HiddenValues,
): Result<{ readonly answers: Answers; readonly hidden: HiddenValues }> => {
  const { encoding } = submission;
  const given =
    encoding === 'form'
      ? splitHidden(definition, submission.answers)
      : { answers: submission.answers, hidden: submission.hidden ?? {} };
  const own = parseHidden(definition, given.hidden, { encoding, from: 'visitor' });
  const signed = known(definition, { ...submission.trusted, ...invited });
  const hidden = own.ok ? { ...own.value, ...signed } : null;
  const complete = submission.complete !== false;
  const answers = parseAnswers(definition, given.answers, { encoding, hidden, complete });
  if (hidden !== null && answers.ok) return ok({ answers: answers.value, hidden });
  return failTogether(own, answers);
};

/** A revision of the survey may have dropped a field since the signature was made. */
const known = ({ hidden }: SurveyDefinition, values: HiddenValues): HiddenValues => {
  const ids = new Set(hidden.map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)));
};
