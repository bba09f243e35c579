import { caseQuestionStore } from '../adapters/dynamodb/case-question-store.ts';
import { deliveryStore } from '../adapters/dynamodb/delivery-store.ts';
import { sendEmail } from '../adapters/ses/send-email.ts';
import { deliverInvitation } from '../asking/deliver-invitation.ts';
import type { DueMessage } from '../asking/ports.ts';
import { textsOf } from '../asking/texts-of.ts';
import { toInstant } from '../shared/time.ts';
import { invitationLink, unsubscribeLink } from './ask-links.ts';
import { askPorts } from './ask-ports.ts';
import { readAskingSettings } from './asking-settings.ts';
import { clock, database } from './base.ts';
import { env } from './env.ts';

const deliverOne = deliverInvitation({
  ...askPorts,
  textsOf: textsOf({
    findWave: askPorts.waves.find,
    isAwaited: caseQuestionStore(database).isAwaited,
  }),
  deliveries: deliveryStore(database),
  settings: readAskingSettings,
  linkOf: invitationLink,
  unsubscribeLinkOf: unsubscribeLink,
  send: sendEmail(() => env('MAIL_FROM')),
});

/** Mails an invitation or a reminder; false where the bus is to come again. */
export const deliver = (message: DueMessage): Promise<boolean> =>
  deliverOne(message, toInstant(clock()));
