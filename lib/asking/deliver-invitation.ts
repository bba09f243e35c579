import type { Instant } from '../shared/time.ts';
import type { Invitation } from '../surveys/invitation.ts';
import { isExpired } from '../surveys/invitation.ts';
import type { Survey } from '../surveys/survey.ts';
import type { AskingSettings } from './asking-settings.ts';
import { mayContact } from './contact-rules.ts';
import type { LoadContacts, RecipientStore, WaveState } from './ports.ts';
import type { RecipientOf } from './recipient.ts';
import { type RenderedMessage, renderMessage } from './render-message.ts';

/** A message that is due, as the bus tells it. */
export interface DueMessage extends RecipientOf {
  readonly customerId: string;
  readonly invitationId: string;
  readonly reminder: number;
}

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
  readonly findWave: (waveId: string) => Promise<WaveState | undefined>;
  readonly findSurvey: (surveyId: string) => Promise<Survey | undefined>;
  readonly findInvitation: (invitationId: string) => Promise<Invitation | undefined>;
  readonly settings: () => Promise<AskingSettings>;
  readonly linkOf: (invitation: Invitation) => Promise<string>;
  readonly unsubscribeLinkOf: (customerId: string) => Promise<string>;
}

export interface DeliverPorts extends ReadMessagePorts {
  readonly recipients: Pick<RecipientStore, 'claim' | 'settle'>;
  readonly send: (email: Email) => Promise<MailOutcome>;
}

/** What a message says, with the link made now: null where it is not to be sent any more. */
export const readMessage =
  (ports: ReadMessagePorts) =>
  async ({ customerId, invitationId, waveId, reminder }: DueMessage, now: Instant) => {
    const [contacts, state, invitation, settings] = await Promise.all([
      ports.contacts([customerId]),
      ports.findWave(waveId),
      ports.findInvitation(invitationId),
      ports.settings(),
    ]);
    const customer = contacts.get(customerId)?.customer;
    if (!customer || !state || !invitation || invitation.customerId !== customerId) return null;
    const isUsable =
      invitation.used === false && invitation.revokedAt === null && !isExpired(invitation, now);
    const survey = await ports.findSurvey(invitation.surveyId);
    if (!isUsable || survey?.status !== 'open' || !mayContact(customer, settings.consent))
      return null;
    const unsubscribeLink = await ports.unsubscribeLinkOf(customerId);
    const link = await ports.linkOf(invitation);
    const { definition } = state.wave;
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
    const { customerId, reminder } = message;
    const delivery = { reminder, at: now };
    if (!(await ports.recipients.claim(message, customerId, delivery))) return true;
    const { customer, link: _link, ...rest } = written;
    const outcome = await ports.send({ ...rest, to: written.customer.email });
    switch (outcome.kind) {
      case 'unclear':
        return true;
      case 'sent':
        await ports.recipients.settle(message, customerId, { ...delivery, outcome: 'delivered' });
        return true;
      case 'refused': {
        const failed = { ...delivery, outcome: 'failed', code: outcome.code } as const;
        await ports.recipients.settle(message, customerId, failed);
        return true;
      }
      case 'later':
        await ports.recipients.settle(message, customerId, { ...delivery, outcome: 'released' });
        return false;
    }
  };
