import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { Email, MailOutcome } from '../../asking/deliver-invitation.ts';

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Name and address as a header writes them; a name may hold any letters (RFC 2047). */
const mailbox = (name: string | undefined, address: string): string =>
  name === undefined ? address : `=?UTF-8?B?${Buffer.from(name).toString('base64')}?= <${address}>`;

/** The parameters of one message, with the headers of one-click unsubscription (RFC 8058). */
export const emailInput = (email: Email, mailFrom: string): SendEmailCommandInput => ({
  FromEmailAddress: mailbox(email.sender.name, email.sender.from ?? mailFrom),
  ...(email.sender.replyTo === undefined ? {} : { ReplyToAddresses: [email.sender.replyTo] }),
  Destination: { ToAddresses: [email.to] },
  Content: {
    Simple: {
      Subject: utf8(email.subject),
      Body: { Text: utf8(email.text), Html: utf8(email.html) },
      Headers: [
        { Name: 'List-Unsubscribe', Value: `<${email.unsubscribeLink}>` },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ],
    },
  },
});

/** Refusals of this message or address: it will never be taken. */
const refusals = new Set(['MessageRejected', 'BadRequestException']);
/** Answers after which another attempt may succeed, and nothing was sent. */
const passing = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'SendingPausedException',
  'AccountSuspendedException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
  'AccessDeniedException',
  'ThrottlingException',
]);

/**
 * Sends one e-mail by Amazon SES. The SDK must not repeat by itself: a reply that was lost may belong to
 * a message that was sent. What is neither a refusal nor a known "later" is unclear.
 */
export const sendEmail = (mailFrom: () => string): ((email: Email) => Promise<MailOutcome>) => {
  const client = new SESv2Client({ maxAttempts: 1 });
  return async (email) => {
    try {
      await client.send(new SendEmailCommand(emailInput(email, mailFrom())));
      return { kind: 'sent' };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (refusals.has(name)) return { kind: 'refused', code: name };
      return { kind: passing.has(name) ? 'later' : 'unclear' };
    }
  };
};
