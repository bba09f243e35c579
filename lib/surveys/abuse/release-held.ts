import { fail } from '../../shared/result.ts';
import type { Instant } from '../../shared/time.ts';
import { checkQuotas } from '../check-quotas.ts';
import type { InvitationStore, SurveyStore } from '../ports.ts';
import type { ReadyResponse, Source } from '../submission.ts';
import type { SubmitPorts } from '../submit-ports.ts';
import { isPublished, type PublishedSurvey } from '../survey.ts';
import type { SurveyVersionStore } from '../survey-versions.ts';
import { takeResponse } from '../take-response.ts';
import type { Attempted } from '../until-settled.ts';
import { type DecidePorts, decideHeld, findWaiting } from './decide-held.ts';
import type { HeldResponse } from './held-response.ts';

export interface ReleasePorts extends DecidePorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly invitations: Pick<InvitationStore, 'find'>;
  /** What is needed to take a response that comes in. */
  readonly intake: SubmitPorts;
  readonly versions: Pick<SurveyVersionStore, 'findVersion'>;
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
  { id, surveyId, surveyVersion, language, answers, hidden, channel, ...held }: HeldResponse,
  { source, now }: { readonly source: Source; readonly now: Instant },
): ReadyResponse => ({
  ...{ id, surveyId, surveyVersion, language, answers, hidden, channel, source },
  at: held.link?.at ?? now,
  // Its sender has it.
  receipt: '',
  release: { id, cameOn: held.day, revision: held.revision, at: now },
});

/** Whether something else than what waits stood in the way: its link was used, which nothing takes back. */
const isUnchanged = async (
  ports: ReleasePorts,
  { id, revision }: HeldResponse,
  now: Instant,
): Promise<boolean> => (await findWaiting(ports, id, ports.dayOf(now)))?.revision === revision;

const release = async (
  ports: ReleasePorts,
  held: HeldResponse,
  now: Instant,
): Promise<Attempted<unknown>> => {
  const [survey, source] = await Promise.all([surveyFor(ports, held), sourceOf(ports, held)]);
  if (!survey || !source) return unusable;
  const check = await checkQuotas(ports.intake, survey, held);
  if (!check.ok) return check;
  const response = responseOf(held, { source, now });
  const taken = await takeResponse(ports.intake)({
    ...{ kind: 'ready', survey, complete: true, check: check.value, response },
  });
  if (taken === 'again') return (await isUnchanged(ports, held, now)) ? unusable : 'again';
  return !taken.ok && taken.failure.code === 'invalid_token' ? unusable : taken;
};

/** Records a suspect, where its quotas have room. It counts on the day of its release: days that are over stay as they are. */
export const releaseHeld = (ports: ReleasePorts) =>
  decideHeld(ports, 'released', (held, now) => release(ports, held, now));
