import { ledgerOf } from '../shared/ids.ts';
import { type Invitation, isUsable } from '../surveys/invitation.ts';
import type { Survey } from '../surveys/survey.ts';
import type { AskMoment } from './ask-due.ts';
import { askedEvent } from './asked-event.ts';
import { contactableFrom } from './contact-rules.ts';
import type { CaseEntry, CaseQuestionStore, Contact, LoadContacts } from './ports.ts';
import { routeQuestion } from './route-question.ts';

export interface AskCasePorts {
  readonly caseQuestions: Pick<CaseQuestionStore, 'move' | 'drop'>;
  readonly contacts: LoadContacts;
  readonly findSurvey: (surveyId: string) => Promise<Survey | undefined>;
  readonly findInvitation: (invitationId: string) => Promise<Invitation | undefined>;
}

/**
 * Sends the question of a case that waited for the end of the quiet hours, if it still is to be asked.
 * What stood against it meanwhile (consent withdrawn, address gone) leaves it to staff, and the case
 * says so. False when somebody else was faster.
 */
export const askCase =
  (ports: AskCasePorts) =>
  async (entry: CaseEntry, moment: AskMoment): Promise<boolean> => {
    const { customerId, invitationId } = entry;
    const [contacts, invitation] = await Promise.all([
      ports.contacts([customerId]),
      ports.findInvitation(invitationId),
    ]);
    const contact = contacts.get(customerId);
    const survey = invitation && (await ports.findSurvey(invitation.surveyId));
    const isOpen = survey?.status === 'open';
    if (!contact || !invitation || !isOpen || !isUsable(invitation, moment.now)) {
      await ports.caseQuestions.drop(entry);
      return true;
    }
    return moveOn(ports, { entry, contact, surveyId: survey.id, moment });
  };

interface Waiting {
  readonly entry: CaseEntry;
  readonly contact: Contact;
  readonly surveyId: string;
  readonly moment: AskMoment;
}

const moveOn = (
  { caseQuestions }: AskCasePorts,
  { entry, contact: { customer }, surveyId, moment }: Waiting,
): Promise<boolean> => {
  const { customerId, invitationId, caseId, wanted } = entry;
  const route = routeQuestion(customer, { ...moment, wanted });
  if (route.way === 'by_hand')
    return caseQuestions.move({ entry, way: route.way, reason: route.reason, leavesAt: null });
  const { way, channel, carrier } = route;
  const until = contactableFrom(customer, moment.now, moment);
  const known = { entry, way, reason: null };
  if (until !== null)
    return caseQuestions.move({ ...known, leavesAt: until, next: { ...entry, dueAt: until } });
  const origin = { kind: 'case', caseId } as const;
  const whose = { ledgerId: ledgerOf(customerId), customerId, surveyId, invitationId };
  const event = askedEvent({ ...whose, origin, channel, carrier, reminder: 0 }, moment);
  return caseQuestions.move({ ...known, leavesAt: moment.now, event });
};
