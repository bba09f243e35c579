import type { InputError } from '../shared/failure.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { countedBytes, countedBytesMax } from './counted-bytes.ts';
import type { SurveyStore } from './ports.ts';
import {
  definitionBytes,
  definitionBytesMax,
  type Survey,
  type SurveyDefinition,
} from './survey.ts';

const tooBig = (pointer: string, message: string): InputError => ({
  pointer,
  code: 'too_big',
  message,
});

/** Refuses a definition that, with what earlier versions asked, is larger than lists and items can carry. */
export const checkSize = (
  definition: SurveyDefinition,
  earlier: Survey['earlier'] = [],
): Result<SurveyDefinition> => {
  const isLarge = definitionBytes(definition, earlier) > definitionBytesMax;
  const isWide = countedBytes(definition.questions, earlier) > countedBytesMax;
  const errors = [
    ...(isLarge
      ? [
          tooBig(
            '',
            `A definition has at most ${definitionBytesMax} bytes of JSON, with what earlier versions asked`,
          ),
        ]
      : []),
    ...(isWide
      ? [
          tooBig(
            '/questions',
            'These have more answers to count than fit together: fewer rows or columns of a matrix, or shorter ids',
          ),
        ]
      : []),
  ];
  return errors.length > 0 ? fail('invalid_request', { errors }) : ok(definition);
};

/** Starts a draft. An id that is taken belongs to an earlier attempt of the same request. */
export const createSurvey =
  ({ surveys }: { readonly surveys: Pick<SurveyStore, 'insert' | 'find'> }) =>
  async (id: string, definition: SurveyDefinition, now: Instant): Promise<Result<Survey>> => {
    const checked = checkSize(definition);
    if (!checked.ok) return checked;
    const survey: Survey = {
      id,
      status: 'draft',
      version: 1,
      surveyVersion: null,
      definition,
      earlier: [],
      createdAt: now,
      updatedAt: now,
      publishedAt: null,
      revisedAt: null,
      closedAt: null,
    };
    if (await surveys.insert(survey)) return ok(survey);
    return ok((await surveys.find(id)) ?? survey);
  };
