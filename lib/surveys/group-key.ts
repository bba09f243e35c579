import type { HiddenField, HiddenValues } from './hidden-field.ts';
import type { ResponseClasses } from './response.ts';
import type { SurveyMode } from './survey.ts';

/** What the results of every survey may be told apart by, with nobody told apart by class in anonymous ones. */
const everywhere = ['channel', 'language', 'version'] as const;
const ofCustomers = ['tier', 'stage', 'activity', 'risk'] as const;

/** Of identified surveys only: who else wrote answers down would lead from a small group of one dimension to another. */
const interviewer = 'interviewer';
/** Not of responses but of questions. */
export const stepDimension = 'step';
const hiddenPrefix = 'hidden:';

/** The key of responses of which the dimension says nothing. */
export const noKey = 'none';

/** What of a stored response its groups follow from. */
export interface ResponseTraits {
  readonly channel: string | undefined;
  readonly language: string | undefined;
  readonly surveyVersion: number;
  readonly classes: ResponseClasses | undefined;
  readonly interviewer: string | undefined;
  readonly hidden: HiddenValues;
}

/** A caller's text must not look like the key of the rest. */
const keyOf = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined || value === '') return noKey;
  return String(value).replace(/^~/, '~~');
};

/** The dimensions by which a survey's results can be asked for. */
export const dimensionsOf = (
  mode: SurveyMode,
  hidden: readonly Pick<HiddenField, 'id'>[],
): readonly string[] => [
  ...everywhere,
  ...(mode === 'anonymous' ? [] : ofCustomers),
  ...(mode === 'identified' ? [interviewer] : []),
  stepDimension,
  ...hidden.map(({ id }) => `${hiddenPrefix}${id}`),
];

/** The groups that a response counts in, by dimension. */
export const groupsOf = (mode: SurveyMode, traits: ResponseTraits): ReadonlyMap<string, string> =>
  new Map([
    ['channel', keyOf(traits.channel)],
    ['language', keyOf(traits.language)],
    ['version', keyOf(traits.surveyVersion)],
    ...(mode === 'anonymous'
      ? []
      : ofCustomers.map((name) => [name, keyOf(traits.classes?.[name])] as const)),
    ...(mode === 'identified' ? [[interviewer, keyOf(traits.interviewer)] as const] : []),
    ...Object.entries(traits.hidden).map(
      ([id, value]) => [`${hiddenPrefix}${id}`, keyOf(value)] as const,
    ),
  ]);
