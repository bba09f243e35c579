import { fail, ok } from '../shared/result.ts';
import { dayToDate } from '../shared/time.ts';
import { choiceHidden, responseEvent } from './build-response.ts';
import { quotaFull } from './check-quotas.ts';
import { firstPlaces, otherPlaces } from './choose-places.ts';
import type { Alongside, RecordOutcome } from './ports.ts';
import type { Quota } from './quota.ts';
import { countedIn, type QuotaPlace } from './quota-counting.ts';
import { type AnonymousResponse, splitTexts } from './response.ts';
import { resumeCompleted } from './resume.ts';
import { anonymousId } from './resume-token.ts';
import type { Prepared, ReadyResponse, Receipt } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';
import type { PublishedSurvey } from './survey.ts';
import type { Attempted } from './until-settled.ts';

export type Ready = Extract<Prepared, { kind: 'ready' }>;

/** `again`: its right, or what it stands on, has changed since it was prepared. */
export type Taken = Attempted<Receipt>;

/** Counters are chosen anew after each refusal; each round means that somebody else took the last room of one. */
const roundsMax = 100;

type Write = (places: readonly QuotaPlace[]) => Promise<RecordOutcome>;

/**
 * Stores a complete response with everything that hangs on it in one transaction: the use of its
 * right, its places in the quotas, the deletion of its partial.
 */
export const takeResponse =
  (ports: SubmitPorts) =>
  async ({ survey, response, partial, check }: Ready): Promise<Taken> => {
    const { quotas, freed } = check;
    const { source, at, release } = response;
    const alongside = { source, at, counted: [], partial, release };
    const turnAway = (quota: Quota) => turnedAway(ports, quota, response, alongside);
    if (check.full) return turnAway(check.full);
    const write = await writer(ports, survey, response, alongside);
    let places = firstPlaces(quotas, response.id);
    for (let round = 1; round <= roundsMax; round += 1) {
      const outcome = await write([...places.values()]);
      if (outcome.kind !== 'full') return told(ports, survey, response, outcome.kind);
      const known = { surveyId: survey.id, responseId: response.id, quotas, places, freed };
      const chosen = await otherPlaces(ports, known, outcome.quotaIds);
      if ('full' in chosen) return turnAway(chosen.full);
      places = chosen.places;
    }
    return fail('busy', { retryAfterSeconds: 1 });
  };

const told = async (
  ports: SubmitPorts,
  survey: PublishedSurvey,
  response: ReadyResponse,
  outcome: Exclude<RecordOutcome['kind'], 'full'>,
): Promise<Taken> => {
  switch (outcome) {
    case 'recorded': {
      const { id, receipt, at } = response;
      const identified = survey.definition.mode === 'anonymous' ? null : { id, completedAt: at };
      const resume = await resumeCompleted(ports, survey, response);
      return ok({ outcome: 'completed', repeated: false, receipt, identified, resume });
    }
    case 'used':
    case 'stale':
      return 'again';
    case 'refused':
    case 'customer_gone':
      return fail('invalid_token');
  }
};

/** What a full quota does with a response: a refusal leaves its right unused, screening out uses it. */
const turnedAway = async (
  { useUp }: SubmitPorts,
  quota: Quota,
  { receipt, surveyId }: ReadyResponse,
  alongside: Alongside,
): Promise<Taken> => {
  if (quota.onFull === 'refuse') return quotaFull(quota);
  const { kind } = await useUp(surveyId, alongside, 'screened_out');
  if (kind === 'recorded') return ok({ outcome: 'screened_out', repeated: false, receipt });
  return kind === 'used' || kind === 'stale' ? 'again' : fail('invalid_token');
};

const dayOfAnonymous = (
  { dayOf }: SubmitPorts,
  { at, release }: ReadyResponse,
): Pick<AnonymousResponse, 'day' | 'cameOn' | 'revision'> =>
  release
    ? { day: dayToDate(dayOf(release.at)), cameOn: release.cameOn, revision: release.revision }
    : { day: dayToDate(dayOf(at)) };

const writer = async (
  ports: SubmitPorts,
  survey: PublishedSurvey,
  response: ReadyResponse,
  alongside: Alongside,
): Promise<Write> => {
  if (survey.definition.mode === 'anonymous') {
    const id = response.release
      ? response.id
      : anonymousId(await ports.keys('resume'), response.id);
    return (counted) =>
      ports.recordAnonymous(
        {
          id,
          surveyId: survey.id,
          surveyVersion: response.surveyVersion,
          language: response.language,
          ...dayOfAnonymous(ports, response),
          channel: response.channel,
          hidden: choiceHidden(survey.definition, response.hidden),
          quotas: countedIn(counted),
          ...splitTexts(survey.definition, response.answers),
        },
        { ...alongside, counted },
      );
  }
  if (response.source.kind !== 'link') throw new Error('an answer of nobody names its customer');
  const { invitation } = response.source;
  const classes = await ports.readClasses(invitation.customerId);
  return (counted) =>
    ports.recordLinked(
      responseEvent(ports, survey, { response, invitation, classes, quotas: countedIn(counted) }),
      { ...alongside, counted },
    );
};
