import type { Instant } from '../shared/time.ts';
import { type Invitation, isUsable } from '../surveys/invitation.ts';
import type { Survey } from '../surveys/survey.ts';
import type { AskingSettings } from './asking-settings.ts';
import { mayContact } from './contact-rules.ts';
import type { DeliveryStore, DueMessage, LoadContacts } from './ports.ts';
import { type MessageTexts, type RenderedMessage, renderMessage } from './render-message.ts';

export interface Email extends RenderedMessage {
  readonly to: string;
  readonly sender: AskingSettings['sender'];
  readonly unsubscribeLink: string;
}

/**
 * How the mail service took it. `unclear`: no answer came, so it may have been sent. `refused`: never
 * will be. `later`: it took nothing and may be asked again.
 */
export type MailOutcome =
  | { readonly kind: 'sent' | 'unclear' | 'later' }
  | { readonly kind: 'refused'; readonly code: string };

export interface ReadMessagePorts {
  readonly contacts: LoadContacts;
  readonly textsOf: (message: DueMessage) => Promise<MessageTexts | undefined>;
  readonly findSurvey: (surveyId: string) => Promise<Survey | undefined>;
  readonly findInvitation: (invitationId: string) => Promise<Invitation | undefined>;
  readonly settings: () => Promise<AskingSettings>;
  readonly linkOf: (invitation: Invitation) => Promise<string>;
  readonly unsubscribeLinkOf: (customerId: string) => Promise<string>;
}

export interface DeliverPorts extends ReadMessagePorts {
  readonly deliveries: DeliveryStore;
  readonly send: (email: Email) => Promise<MailOutcome>;
}

/** What a message says, with the link made now: null where it is not to be sent any more. */
export const readMessage =
  (ports: ReadMessagePorts) => async (message: DueMessage, now: Instant) => {
    const { customerId, invitationId, reminder } = message;
    const [contacts, definition, invitation, settings] = await Promise.all([
      ports.contacts([customerId]),
      ports.textsOf(message),
      ports.findInvitation(invitationId),
      ports.settings(),
    ]);
    const customer = contacts.get(customerId)?.customer;
    if (!customer || !definition || !invitation || invitation.customerId !== customerId)
      return null;
    const survey = await ports.findSurvey(invitation.surveyId);
    const isStill = isUsable(invitation, now) && mayContact(customer, settings.consent);
    if (!isStill || survey?.status !== 'open') return null;
    const unsubscribeLink = await ports.unsubscribeLinkOf(customerId);
    const link = await ports.linkOf(invitation);
    const { defaultLanguage } = survey.definition;
    const about = { definition, customer, defaultLanguage, link, unsubscribeLink, reminder };
    return { ...renderMessage(about), customer, link, unsubscribeLink, sender: settings.sender };
  };

/**
 * Mails an invitation or reminder. The bus delivers at least once and the mail service knows no
 * repeats, so the right to send is claimed once, after all reading and right before sending, and is given
 * back only when the service said that it took nothing. Whatever is unclear (a crash between, a lost
 * reply) counts as sent: this errs by one mail too few, never by one too many. False asks the bus
 * to come again.
 */
export const deliverInvitation =
  (ports: DeliverPorts) =>
  async (message: DueMessage, now: Instant): Promise<boolean> => {
    const written = await readMessage(ports)(message, now);
    if (written?.customer.email === undefined) return true;
    if (!(await ports.deliveries.claim(message, now))) return true;
    const { customer, link: _link, ...rest } = written;
    const outcome = await ports.send({ ...rest, to: written.customer.email });
    switch (outcome.kind) {
      case 'unclear':
        return true;
      case 'sent':
        await ports.deliveries.settle(message, { at: now, outcome: 'delivered' });
        return true;
      case 'refused': {
        const failed = { at: now, outcome: 'failed', code: outcome.code } as const;
        await ports.deliveries.settle(message, failed);
        return true;
      }
      case 'later':
        await ports.deliveries.settle(message, { at: now, outcome: 'released' });
        return false;
    }
  };
