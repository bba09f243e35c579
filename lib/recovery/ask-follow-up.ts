import { type Ask, type AskLog, withAsk } from '../asking/ask-log.ts';
import { askedEvent } from '../asking/asked-event.ts';
import type { AskingSettings } from '../asking/asking-settings.ts';
import { contactableFrom } from '../asking/contact-rules.ts';
import type { CaseEntry, LoadContacts } from '../asking/ports.ts';
import { type QuestionRoute, routeQuestion } from '../asking/route-question.ts';
import type { EventOf } from '../events/ledger-event.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { Invitation } from '../surveys/invitation.ts';
import type { SurveyStore } from '../surveys/ports.ts';
import type { RecoveryCase } from './recovery-case.ts';
import type { RecoverySettings } from './recovery-settings.ts';
import type { AskFollowUp } from './work-on-case.ts';

/** All that is written with the resolution when its customer is asked. */
export interface FollowUpWrite {
  readonly customerId: string;
  readonly invitation: Invitation;
  /** The question in the log that it was decided on. */
  readonly log: { readonly before: AskLog; readonly after: AskLog };
  /** The message, where it leaves at once. */
  readonly event?: EventOf<'asked'>;
  /** Its place in the queue, where it is quiet at the customer's. */
  readonly entry?: CaseEntry;
}

interface FollowUpPorts<Alongside> {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly contacts: LoadContacts;
  readonly asking: () => Promise<AskingSettings>;
  readonly canMail: () => boolean;
  readonly zone: () => string;
  readonly write: (write: FollowUpWrite) => readonly Alongside[];
}

const dayMs = 86_400_000;

/**
 * The question whether it is better now, written together with the resolution, and how it reaches the
 * customer. It counts as a question and the fatigue guard never holds it back. None where the settings
 * name no survey, theirs has been closed meanwhile, or the customer went: then staff close the case.
 */
export const askFollowUp =
  <Alongside>(ports: FollowUpPorts<Alongside>): AskFollowUp<Alongside> =>
  async (found, { followUp }, { now, ids }) => {
    if (followUp === null) return null;
    const { customerId } = found;
    const [survey, contacts, settings] = await Promise.all([
      ports.surveys.find(followUp.surveyId),
      ports.contacts([customerId]),
      ports.asking(),
    ]);
    const contact = contacts.get(customerId);
    if (survey?.status !== 'open' || !contact) return null;
    const zone = ports.zone();
    const rules = { wanted: followUp.channel, settings, canMail: ports.canMail() };
    const route = routeQuestion(contact.customer, rules);
    const until = contactableFrom(contact.customer, now, { settings, zone });
    const leavesAt = route.way === 'by_hand' ? null : (until ?? now);
    const invitation = invitationOf(followUp, { found, id: ids('invitation'), now });
    const asked = { surveyId: survey.id, invitationId: invitation.id };
    const channel = route.way === 'by_hand' ? 'link' : route.channel;
    const ask: Ask = { at: leavesAt ?? now, channel, ...asked };
    const write = {
      customerId,
      invitation,
      log: { before: contact.log, after: withAsk(contact.log, ask) },
      ...messageOf({ found, invitation, route, leavesAt, now, zone, wanted: followUp.channel }),
    };
    const { way, reason } = route;
    return {
      followUp: { ...asked, askedAt: now, channel: way, reason, leavesAt, answer: null },
      alongside: ports.write(write),
    };
  };

const invitationOf = (
  { surveyId, expiresAfterDays }: NonNullable<RecoverySettings['followUp']>,
  { found, id, now }: { readonly found: RecoveryCase; readonly id: string; readonly now: Instant },
): Invitation => ({
  id,
  surveyId,
  customerId: found.customerId,
  createdAt: now,
  expiresAt: toInstant(epochMs(now) + expiresAfterDays * dayMs),
  revokedAt: null,
  started: false,
  hidden: {},
  used: false,
});

interface Outgoing {
  readonly found: RecoveryCase;
  readonly invitation: Invitation;
  readonly route: QuestionRoute;
  readonly wanted: NonNullable<RecoverySettings['followUp']>['channel'];
  readonly leavesAt: Instant | null;
  readonly now: Instant;
  readonly zone: string;
}

/** The message now, or its place in the queue until it is no longer quiet. Neither where staff bring the link. */
const messageOf = ({
  found,
  invitation,
  route,
  wanted,
  leavesAt,
  now,
  zone,
}: Outgoing): Pick<FollowUpWrite, 'event' | 'entry'> => {
  if (route.way === 'by_hand' || wanted === 'by_hand' || leavesAt === null) return {};
  const { customerId, ledgerId, id: caseId } = found;
  const { id: invitationId, surveyId } = invitation;
  if (leavesAt > now)
    return { entry: { kind: 'case', customerId, dueAt: leavesAt, caseId, invitationId, wanted } };
  const { channel, carrier } = route;
  const origin = { kind: 'case', caseId } as const;
  const whose = { ledgerId, customerId, surveyId, invitationId, origin };
  return { event: askedEvent({ ...whose, channel, carrier, reminder: 0 }, { now, zone }) };
};
