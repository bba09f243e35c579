import { caseQuestionStore } from '../../lib/adapters/dynamodb/case-question-store.ts';
import { deliveryStore } from '../../lib/adapters/dynamodb/delivery-store.ts';
import { recipientStore } from '../../lib/adapters/dynamodb/recipient-store.ts';
import { invitationLink, unsubscribeLink } from '../../lib/app/ask-links.ts';
import { askPorts } from '../../lib/app/ask-ports.ts';
import { database } from '../../lib/app/base.ts';
import { defaultAskingSettings } from '../../lib/asking/asking-settings.ts';
import {
  deliverInvitation,
  type Email,
  type MailOutcome,
} from '../../lib/asking/deliver-invitation.ts';
import { runAsking } from '../../lib/asking/run-asking.ts';
import { textsOf } from '../../lib/asking/texts-of.ts';
import { listShards } from '../../lib/contract/tables.ts';

const questions = caseQuestionStore(database);

/** One tick of the job at an instant. */
export const tick = (at: string) =>
  runAsking({
    ...askPorts,
    recipients: recipientStore(database),
    caseQuestions: questions,
    now: () => at,
    shards: listShards,
  })(
    { settings: defaultAskingSettings, zone: 'Asia/Shanghai', canMail: true },
    Number.MAX_SAFE_INTEGER,
  );

/** Delivers a message as the bus does; gives what was mailed. */
export const deliverAt = async (
  now: string,
  message: unknown,
  outcome: MailOutcome = { kind: 'sent' },
) => {
  const mails: Email[] = [];
  const port = deliverInvitation({
    ...askPorts,
    textsOf: textsOf({ findWave: askPorts.waves.find, isAwaited: questions.isAwaited }),
    deliveries: deliveryStore(database),
    settings: async () => defaultAskingSettings,
    linkOf: invitationLink,
    unsubscribeLinkOf: unsubscribeLink,
    send: async (mail) => {
      mails.push(mail);
      return outcome;
    },
  });
  type Due = Parameters<typeof port>[0];
  await port(message as Due, now); // A message of this type: the test read it from the stream.
  return mails;
};
