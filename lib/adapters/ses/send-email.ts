import { setTimeout as sleep } from 'node:timers/promises';
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { Email, MailOutcome } from '../../asking/deliver-invitation.ts';
import { asciiEmail } from '../../customers/email-address.ts';

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Bytes of one encoded word: with its frame it has 72 characters, and may have 75 (RFC 2047, section 2). */
const wordBytes = 45;

/** A text in words of a bounded length, each of whole characters. */
const wordsOf = (text: string): readonly string[] => {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > wordBytes) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word];
};

/** Name and address as a header writes them; a name may hold any letters (RFC 2047). */
const mailbox = (name: string | undefined, written: string): string => {
  const address = asciiEmail(written);
  if (name === undefined) return address;
  const words = wordsOf(name).map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`);
  return `${words.join(' ')} <${address}>`;
};

/** The parameters of one message, with the headers of one-click unsubscription (RFC 8058). */
export const emailInput = (email: Email, mailFrom: string): SendEmailCommandInput => ({
  FromEmailAddress: mailbox(email.sender.name, email.sender.from ?? mailFrom),
  ...(email.sender.replyTo === undefined
    ? {}
    : { ReplyToAddresses: [asciiEmail(email.sender.replyTo)] }),
  Destination: { ToAddresses: [asciiEmail(email.to)] },
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

/** Of them those that say "slower": the rate of an account is a few messages a second. */
const tooFast = new Set(['TooManyRequestsException', 'ThrottlingException']);

/**
 * How long one message waits for its turn. Lambda repeats a failed delivery twice only, within minutes,
 * which a wave of thousands would use up; well within the time of the function, because one that is
 * cut off keeps its claim.
 */
const patienceMs = 12_000;
const pauseMs = 1_000;

type Send = (input: SendEmailCommandInput) => Promise<unknown>;

/** The SDK must not repeat by itself: a reply that was lost may belong to a message that was sent. */
const sendBySes = (): Send => {
  const client = new SESv2Client({ maxAttempts: 1 });
  return (input) => client.send(new SendEmailCommand(input));
};

/** SES refuses so for every address while the sender, or in its sandbox the recipient, is not verified. */
const unverified = /\bnot verified\b/i;

const codeOf = ({ name, message }: Error): string =>
  name === 'MessageRejected' && unverified.test(message)
    ? 'MailFromDomainNotVerifiedException'
    : name;

/** The code of a refusal; null where it was sent. */
const attempt = async (send: Send, input: SendEmailCommandInput): Promise<string | null> => {
  try {
    await send(input);
    return null;
  } catch (error) {
    return error instanceof Error ? codeOf(error) : '';
  }
};

const outcomeOf = (code: string | null): MailOutcome => {
  if (code === null) return { kind: 'sent' };
  if (refusals.has(code)) return { kind: 'refused', code };
  return { kind: passing.has(code) ? 'later' : 'unclear' };
};

/**
 * Sends one e-mail by Amazon SES, at its pace. What is neither a refusal nor a known "later" is
 * unclear.
 */
export const sendEmail = (
  mailFrom: () => string,
  send: Send = sendBySes(),
): ((email: Email) => Promise<MailOutcome>) => {
  return async (email) => {
    const input = emailInput(email, mailFrom());
    const until = performance.now() + patienceMs;
    for (;;) {
      const code = await attempt(send, input);
      const isTooFast = code !== null && tooFast.has(code);
      if (!isTooFast || performance.now() >= until) return outcomeOf(code);
      await sleep(Math.random() * pauseMs);
    }
  };
};
