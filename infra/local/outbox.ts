import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import { serviceError } from './service-answer.ts';
import type { LocalService } from './services.ts';
import type { ResolvedTemplate } from './template.ts';

const part = z.object({ Data: z.string(), Charset: z.string().optional() });

const SendEmail = z.strictObject({
  FromEmailAddress: z.string(),
  ReplyToAddresses: z.array(z.string()).default([]),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).length(1) }),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: part,
      Body: z.strictObject({ Text: part, Html: part }),
      Headers: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
    }),
  }),
});
type SendEmail = z.infer<typeof SendEmail>;

/** An e-mail that was sent here, where nothing is sent. */
export type Mail = {
  at: string;
  from: string;
  replyTo: string[];
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

const keptMax = 1_000;

/** Amazon SES on this machine: messages end in a folder as .eml files, and in memory. */
export class Outbox {
  readonly mails: Mail[] = [];
  private readonly folder: string | undefined;
  private readonly clock: Clock;
  private count = 0;

  constructor({ folder, clock }: { folder: string | undefined; clock: Clock }) {
    this.folder = folder;
    this.clock = clock;
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
  }

  service({ region, account }: ResolvedTemplate): LocalService {
    return {
      name: 'ses',
      needs: ({ operation, body }) => {
        const domain = domainOf(String(body['FromEmailAddress'] ?? ''));
        const resource = `arn:aws:ses:${region}:${account}:identity/${domain}`;
        return [{ action: `ses:${operation}`, resource }];
      },
      perform: async ({ operation, body }) => {
        if (operation !== 'SendEmail')
          return serviceError('UnknownOperationException', `${operation} is not served locally.`);
        const input = SendEmail.parse(body);
        // The top-level domain of RFC 2606 that never exists: the way to meet a refused address.
        if (/\.invalid$/.test(input.Destination.ToAddresses[0] ?? ''))
          return serviceError('MessageRejected', 'Address does not exist.');
        const id = this.take(input);
        return { status: 200, body: { MessageId: id } };
      },
      refuse: () => serviceError('TooManyRequestsException', 'Maximum sending rate exceeded.'),
    };
  }

  private take(input: SendEmail): string {
    const { Subject, Body, Headers } = input.Content.Simple;
    const mail: Mail = {
      at: new Date(this.clock.now()).toISOString(),
      from: input.FromEmailAddress,
      replyTo: input.ReplyToAddresses,
      to: input.Destination.ToAddresses.join(', '),
      subject: Subject.Data,
      text: Body.Text.Data,
      html: Body.Html.Data,
      headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
    };
    this.count += 1;
    this.mails.push(mail);
    if (this.mails.length > keptMax) this.mails.shift();
    const id = `${mail.at.replaceAll(/[:.]/g, '-')}-${String(this.count).padStart(6, '0')}`;
    if (this.folder !== undefined) writeFileSync(join(this.folder, `${id}.eml`), toMime(mail, id));
    return id;
  }
}

const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).replace(/>$/, '');

const base64Lines = (text: string): string =>
  Buffer.from(text)
    .toString('base64')
    .replaceAll(/(.{76})/g, '$1\r\n');

const encoded = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

/** The message as a mail client opens it (RFC 5322, MIME). */
function toMime(mail: Mail, boundary: string): string {
  const alternative = (type: string, text: string) =>
    `--${boundary}\r\nContent-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(text)}\r\n`;
  const headers = [
    `Date: ${new Date(mail.at).toUTCString()}`,
    `From: ${mail.from}`,
    ...(mail.replyTo.length > 0 ? [`Reply-To: ${mail.replyTo.join(', ')}`] : []),
    `To: ${mail.to}`,
    `Subject: ${encoded(mail.subject)}`,
    ...Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ];
  return `${headers.join('\r\n')}\r\n\r\n${alternative('text/plain', mail.text)}${alternative('text/html', mail.html)}--${boundary}--\r\n`;
}
