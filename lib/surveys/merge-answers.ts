import { contentHash } from '../shared/canonical.ts';
import { mergePatch } from '../shared/merge-patch.ts';
import { failTogether, ok, type Result } from '../shared/result.ts';
import type { Answer, Answers } from './answers.ts';
import { askedQuestions } from './branching.ts';
import { carryAnswers } from './carry-answers.ts';
import type { HiddenValues } from './hidden-field.ts';
import { parseAnswers } from './parse-answers.ts';
import { parseHidden } from './parse-hidden.ts';
import type { SurveyDefinition } from './survey.ts';
import type { ResponsePatch } from './update-response.ts';

/** What a response says. */
export interface Content {
  readonly answers: Answers;
  readonly hidden: HiddenValues;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Answers that were given before and are not asked any more since another one changed fall away; one
 * that the patch itself gives is refused as it would be anywhere.
 */
const stillAsked = (
  definition: SurveyDefinition,
  merged: Readonly<Record<string, Answer>>,
  patch: ResponsePatch,
  hidden: HiddenValues,
): Record<string, Answer> => {
  const known = new Set(definition.questions.map(({ id }) => id));
  const asked = new Set(askedQuestions(definition, merged, hidden).map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([id]) => asked.has(id) || Object.hasOwn(patch.answers, id) || !known.has(id),
    ),
  );
};

/** The content of a response after a merge patch (RFC 7396) of its answers, checked as a whole. */
export const mergeAnswers = (
  definition: SurveyDefinition,
  content: Content,
  patch: ResponsePatch,
  complete: boolean,
): Result<Content> => {
  const given = Object.fromEntries(
    Object.entries(patch.hidden).filter(([, value]) => value !== null),
  );
  const own = parseHidden(definition, given, { encoding: 'json', from: 'visitor' });
  const removed = new Set(
    Object.entries(patch.hidden).flatMap(([id, value]) => (value === null ? [id] : [])),
  );
  const trusted = new Set(definition.hidden.filter((one) => one.trusted).map(({ id }) => id));
  const kept = Object.entries(content.hidden).filter(([id]) => !removed.has(id) || trusted.has(id));
  const hidden = own.ok ? { ...Object.fromEntries(kept), ...own.value } : null;
  const merged = mergePatch(carryAnswers(definition, content.answers), patch.answers);
  if (!isObject(merged)) throw new Error('a patch of answers is an object');
  // Values of the patch are not parsed yet; branching compares them as they are.
  const candidate = stillAsked(definition, merged as Record<string, Answer>, patch, hidden ?? {});
  const answers = parseAnswers(definition, candidate, { encoding: 'json', hidden, complete });
  if (hidden !== null && answers.ok) return ok({ answers: answers.value, hidden });
  return failTogether(own, answers);
};

export const sameContent = (a: Content, b: Content): boolean =>
  contentHash([a.answers, a.hidden]) === contentHash([b.answers, b.hidden]);
