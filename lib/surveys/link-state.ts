import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { Answers } from './answers.ts';
import { givenAnswers } from './edit-response.ts';
import { isSigned, useOf } from './invitation.ts';
import type { Link } from './open-link.ts';
import { receiptOfLink } from './prepare-response.ts';
import { resumeOf, resumePartial } from './resume.ts';
import type { Resume } from './submission.ts';
import type { SubmitPorts } from './submit-ports.ts';

/** Answers that can still be changed, how, and until when. */
export interface Changeable {
  readonly answers: Answers;
  readonly resume: Resume;
  readonly until: Instant;
}

/** What became of a personal link, as its holder goes on with it. */
export type LinkState =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'begun'; readonly answers: Answers; readonly resume: Resume }
  /** Its right stands in a signature now, which only the browser that asked for it can unblind. */
  | { readonly kind: 'signed' }
  | { readonly kind: 'sent'; readonly change: Changeable | null };

type Ports = Pick<
  SubmitPorts,
  'keys' | 'linkKeys' | 'dayOf' | 'partials' | 'linkedRevisions' | 'surveys' | 'invitations'
>;

const msPerHour = 3_600_000;

const changeable = async (
  ports: Ports,
  { survey, invitation }: Link,
  now: Instant,
): Promise<Changeable | null> => {
  const use = useOf(invitation);
  const { editableForHours } = survey.definition;
  if (!use || editableForHours === 0 || survey.status !== 'open') return null;
  const stored = await ports.linkedRevisions.find(invitation.customerId, use.responseId);
  if (!stored) return null;
  const until = toInstant(epochMs(stored.occurredAt) + editableForHours * msPerHour);
  if (now > until) return null;
  const receipt = await receiptOfLink(ports, { survey, invitation });
  const ids = { responseId: use.responseId, surveyId: survey.id, invitationId: invitation.id };
  const resume = await resumeOf(ports, { ...ids, receipt, since: null }, stored.revision ?? 1);
  return { answers: givenAnswers({ ...stored.answers, ...stored.texts }), resume, until };
};

const begun = async (ports: Ports, link: Link, now: Instant): Promise<LinkState> => {
  const partial = await ports.partials.find(await receiptOfLink(ports, link), now);
  if (!partial) return { kind: 'fresh' };
  const resume = await resumePartial(ports, link.survey, partial, link.invitation.id);
  return { kind: 'begun', answers: partial.answers, resume };
};

/** What became of a personal link. What was answered is shown only to whoever may still change it. */
export const linkState =
  (ports: Ports) =>
  async (link: Link, now: Instant): Promise<LinkState> => {
    const { invitation } = link;
    if (isSigned(invitation)) return { kind: 'signed' };
    if (invitation.used !== false)
      return { kind: 'sent', change: await changeable(ports, link, now) };
    return invitation.started ? begun(ports, link, now) : { kind: 'fresh' };
  };
