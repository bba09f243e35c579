import { canonicalJson } from '../shared/canonical.ts';
import type { InputError } from '../shared/failure.ts';
import { type CountedQuestion, countedQuestions } from './counted-question.ts';
import type { HiddenField } from './hidden-field.ts';
import type { Question } from './question.ts';
import type { Quota } from './quota.ts';
import type { Survey, SurveyDefinition } from './survey.ts';

/**
 * What a revision may not change, because answers, signed links and counters of earlier versions
 * stay: an id keeps what it measures. Whatever should measure something else takes a new id.
 */

const error = (pointer: string, code: string, message: string): InputError => ({
  pointer,
  code,
  message,
});

/** Equal whatever the order of the members. */
const isSame = (a: unknown, b: unknown): boolean => canonicalJson([a]) === canonicalJson([b]);

const sameIds = (
  a: readonly { readonly id: string }[],
  b: readonly { readonly id: string }[],
): boolean => {
  const ids = new Set(a.map(({ id }) => id));
  return a.length === b.length && b.every(({ id }) => ids.has(id));
};

/** Against everything that some version asked under this id. */
const countedErrors = (
  next: Question,
  ever: CountedQuestion,
  pointer: string,
): readonly InputError[] => {
  if (next.type !== ever.type)
    return [
      error(`${pointer}/type`, 'changed_type', `${next.id} has been a ${ever.type} question`),
    ];
  if (next.type === 'number' && ever.type === 'number') {
    const message = 'Answers of earlier versions lie outside';
    return [
      ...(next.min > ever.min ? [error(`${pointer}/min`, 'narrowed_range', message)] : []),
      ...(next.max < ever.max ? [error(`${pointer}/max`, 'narrowed_range', message)] : []),
    ];
  }
  // A place means nothing without what else there was to rank.
  if (next.type === 'ranking' && 'options' in ever && !sameIds(next.options, ever.options))
    return [error(`${pointer}/options`, 'changed_options', 'The options of a ranking stay')];
  return [];
};

/** Members that say what an answer means, beside the type. */
const meaningOf = (question: Question): Readonly<Record<string, unknown>> => ({
  measures: 'measures' in question ? question.measures : undefined,
  gap: 'gap' in question ? question.gap : undefined,
  places: question.type === 'ranking' ? question.places : undefined,
});

/** A measure of perceived value counts from one end of the range to the other. */
const hasFixedRange = ({ type, ...rest }: Question): boolean =>
  type === 'number' &&
  'measures' in rest &&
  rest.measures !== undefined &&
  rest.measures !== 'wallet';

/** Somebody agreed to these words. In a language that is new they are a translation. */
const changedWords = (next: Question, now: Question, pointer: string): readonly InputError[] =>
  next.type !== 'consent'
    ? []
    : (['label', 'help'] as const).flatMap((member) =>
        Object.entries(now[member] ?? {}).flatMap(([language, text]) =>
          next[member]?.[language] === text
            ? []
            : [
                error(
                  `${pointer}/${member}/${language}`,
                  'changed_consent',
                  'A consent to other words is another question',
                ),
              ],
        ),
      );

/** Against the version in force. */
const meaningErrors = (next: Question, now: Question, pointer: string): readonly InputError[] => {
  if (next.type !== now.type) return [];
  const before = meaningOf(now);
  const after = meaningOf(next);
  const isNumber = next.type === 'number' && now.type === 'number';
  const range = isNumber && hasFixedRange(now) && (next.min !== now.min || next.max !== now.max);
  return [
    ...Object.keys(before)
      .filter((member) => !isSame(before[member], after[member]))
      .map((member) =>
        error(`${pointer}/${member}`, 'changed_measure', 'An id keeps what it measures'),
      ),
    ...(range
      ? [error(`${pointer}/max`, 'changed_range', 'An index counts by the ends of its range')]
      : []),
    ...changedWords(next, now, pointer),
  ];
};

const questionErrors = (survey: Survey, next: SurveyDefinition): readonly InputError[] => {
  const { questions } = survey.definition;
  const ever = new Map(
    countedQuestions(questions, survey.earlier).map((question) => [question.id, question]),
  );
  return next.questions.flatMap((question, index) => {
    const pointer = `/questions/${index}`;
    const counted = ever.get(question.id);
    if (!counted) return [];
    const now = questions.find(({ id }) => id === question.id);
    if (!now && question.type === 'consent')
      return [error(pointer, 'changed_consent', 'A consent that was taken out stays out')];
    return [
      ...countedErrors(question, counted, pointer),
      ...(now ? meaningErrors(question, now, pointer) : []),
    ];
  });
};

/** Signed links of earlier versions carry these values. */
const hiddenErrors = (now: HiddenField, fields: readonly HiddenField[]): readonly InputError[] => {
  const index = fields.findIndex(({ id }) => id === now.id);
  const next = fields[index];
  const pointer = `/hidden/${index}`;
  if (!next) return [error('/hidden', 'removed_hidden', `Links carry ${now.id}`)];
  if (next.type !== now.type || next.trusted !== now.trusted)
    return [error(pointer, 'changed_hidden', `${now.id} keeps its type and whom it trusts`)];
  if (now.type === 'choice' && next.type === 'choice') {
    const missing = now.values.filter((value) => !next.values.includes(value));
    return missing.map((value) =>
      error(`${pointer}/values`, 'changed_hidden', `Links carry ${value}`),
    );
  }
  const isShorter = now.type === 'text' && next.type === 'text' && next.maxLength < now.maxLength;
  return isShorter
    ? [error(`${pointer}/maxLength`, 'changed_hidden', 'Links carry longer texts')]
    : [];
};

/** Counters are dealt out by the limit and by what they count; another number or kind is another quota. */
const quotaErrors = (now: Quota, quotas: readonly Quota[]): readonly InputError[] => {
  const index = quotas.findIndex(({ id }) => id === now.id);
  const next = quotas[index];
  if (!next) return [error('/quotas', 'removed_quota', `${now.id} is being counted`)];
  return (['limit', 'when'] as const).flatMap((member) =>
    isSame(next[member], now[member])
      ? []
      : [error(`/quotas/${index}/${member}`, 'changed_quota', 'A quota keeps what it counts')],
  );
};

/** All that keeps a definition from being the next version of an open survey. */
export const revisionErrors = (survey: Survey, next: SurveyDefinition): readonly InputError[] => {
  const now = survey.definition;
  return [
    ...(next.mode === now.mode
      ? []
      : [error('/mode', 'changed_mode', 'What was promised to those who answered stays')]),
    ...(next.editableForHours > now.editableForHours
      ? [
          error(
            '/editableForHours',
            'longer_window',
            'Results count responses whose window is over as final',
          ),
        ]
      : []),
    ...questionErrors(survey, next),
    ...now.hidden.flatMap((field) => hiddenErrors(field, next.hidden)),
    ...now.quotas.flatMap((quota) => quotaErrors(quota, next.quotas)),
  ];
};
