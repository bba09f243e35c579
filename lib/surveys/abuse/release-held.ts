import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CalendarDate,
  dateToDay,
  epochMs,
  type Instant,
  toInstant,
} from '../../shared/time.ts';
import { checkQuotas } from '../check-quotas.ts';
import { settlingMs } from '../count-window.ts';
import { useOf } from '../invitation.ts';
import type { HistogramStore, InvitationStore, SurveyStore } from '../ports.ts';
import type { ReadyResponse, Source } from '../submission.ts';
import type { SubmitPorts } from '../submit-ports.ts';
import { isPublished, type PublishedSurvey } from '../survey.ts';
import type { SurveyVersionStore } from '../survey-versions.ts';
import { type Taken, takeResponse } from '../take-response.ts';
import { type DecidePorts, decideHeld } from './decide-held.ts';
import type { HeldResponse } from './held-response.ts';

export interface ReleasePorts extends DecidePorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly invitations: Pick<InvitationStore, 'find'>;
  /** What is needed to take a response that comes in. */
  readonly intake: SubmitPorts;
  readonly versions: Pick<SurveyVersionStore, 'findVersion'>;
  readonly startOfDay: (date: CalendarDate) => Instant;
  readonly histograms: Pick<HistogramStore, 'reopen'>;
}

const unusable = fail('held_response_unusable');

const sourceOf = async (
  ports: ReleasePorts,
  { link }: HeldResponse,
): Promise<Source | undefined> => {
  // An anonymous one has used its link, or credential, when it began to wait.
  if (!link) return { kind: 'open' };
  const invitation = await ports.invitations.find(link.invitationId);
  return invitation && { kind: 'link', invitation };
};

/** It is held against what its own version asked, and the quotas of today; there is nobody to screen out. */
const surveyFor = async (
  ports: ReleasePorts,
  { surveyId, surveyVersion }: HeldResponse,
): Promise<PublishedSurvey | undefined> => {
  const survey = await ports.surveys.find(surveyId);
  if (!survey || !isPublished(survey)) return undefined;
  const isInForce = survey.surveyVersion === surveyVersion;
  const asked = isInForce ? survey : await ports.versions.findVersion(surveyId, surveyVersion);
  if (!asked) return undefined;
  const quotas = survey.definition.quotas.map((quota) => ({ ...quota, onFull: 'refuse' as const }));
  return { ...survey, definition: { ...asked.definition, quotas } };
};

const responseOf = (
  ports: ReleasePorts,
  held: HeldResponse,
  { source, now }: { readonly source: Source; readonly now: Instant },
): ReadyResponse => {
  const { id, surveyId, surveyVersion, language, answers, hidden, channel, link, day } = held;
  return {
    ...{ id, surveyId, surveyVersion, language, answers, hidden, channel, source },
    at: link?.at ?? ports.startOfDay(day),
    // Its sender has it.
    receipt: '',
    releasedAt: now,
  };
};

/** Whether an attempt before this one recorded it. */
const isRecorded = async (ports: ReleasePorts, { id, link }: HeldResponse): Promise<boolean> => {
  const invitation = link && (await ports.invitations.find(link.invitationId));
  return invitation ? useOf(invitation)?.responseId === id : false;
};

const settle = async (
  ports: ReleasePorts,
  held: HeldResponse,
  taken: Taken,
): Promise<Result<unknown>> => {
  if (taken !== 'again')
    return !taken.ok && taken.failure.code === 'invalid_token' ? unusable : taken;
  return (await isRecorded(ports, held)) ? ok(undefined) : unusable;
};

const release = async (
  ports: ReleasePorts,
  held: HeldResponse,
  now: Instant,
): Promise<Result<unknown>> => {
  const [survey, source] = await Promise.all([surveyFor(ports, held), sourceOf(ports, held)]);
  if (!survey || !source) return unusable;
  const check = await checkQuotas(ports.intake, survey, held);
  if (!check.ok) return check;
  const response = responseOf(ports, held, { source, now });
  const taken = await takeResponse(ports.intake)({
    ...{ kind: 'ready', survey, complete: true, check: check.value, response },
  });
  const settled = await settle(ports, held, taken);
  const day = dateToDay(held.day);
  // Of a day that is not over nothing is kept yet.
  if (settled.ok && day < ports.dayOf(now))
    await ports.histograms.reopen(held.surveyId, day, toInstant(epochMs(now) + settlingMs));
  return settled;
};

/** Records a suspect as if it had never waited: on the day on which it came, where its quotas have room. */
export const releaseHeld = (ports: ReleasePorts) =>
  decideHeld(ports, 'released', (held, now) => release(ports, held, now));
