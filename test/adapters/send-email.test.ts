import { afterEach, describe, expect, it, vi } from 'vitest';
import { emailInput, sendEmail } from '../../lib/adapters/ses/send-email.ts';
import type { Email } from '../../lib/asking/deliver-invitation.ts';

const email = (sender: Email['sender'] = {}): Email => ({
  to: 'ann@mail.example',
  sender,
  unsubscribeLink: 'https://answers.example/u/u1.x.y',
  language: 'en',
  subject: 'How did we do?',
  text: 'https://answers.example/s/t',
  html: '<p></p>',
});
const from = 'feedback@shop.example';
const failing = (name: string, message = name) =>
  Promise.reject(Object.assign(new Error(message), { name }));

afterEach(() => {
  vi.useRealTimers();
});

describe('the sender of a mail', () => {
  it('is named in encoded words of at most 75 characters, each of whole letters (RFC 2047)', () => {
    const name = `\r\nBcc: ${'阳光生活馆😀'.repeat(15)}`;
    const header = emailInput(email({ name }), from).FromEmailAddress ?? '';
    expect(header).toMatch(/^[\x20-\x7e]+ <feedback@shop\.example>$/);
    const words = header.split(' ').slice(0, -1);
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    const decode = (word: string) =>
      new TextDecoder('utf-8', { fatal: true }).decode(
        Buffer.from(/^=\?UTF-8\?B\?(.+)\?=$/.exec(word)?.[1] ?? '', 'base64'),
      );
    expect(words.map(decode).join('')).toBe(name);
    expect(emailInput(email(), from).FromEmailAddress).toBe(from);
  });
});

describe('addresses', () => {
  it('of international domains are written as SES takes them', () => {
    const sender = { from: 'Feedback@Bücher.example', replyTo: 'hilfe@例子.example', name: 'B' };
    const input = emailInput({ ...email(sender), to: 'Ann@例子.公司' }, from);
    expect(input.Destination?.ToAddresses).toEqual(['Ann@xn--fsqu00a.xn--55qx5d']);
    expect(input.ReplyToAddresses).toEqual(['hilfe@xn--fsqu00a.example']);
    expect(input.FromEmailAddress).toBe('=?UTF-8?B?Qg==?= <Feedback@xn--bcher-kva.example>');
  });
});

describe('sending by SES', () => {
  it('waits its turn where the account sends slower than we ask', async () => {
    let calls = 0;
    const send = sendEmail(
      () => from,
      async () => {
        calls += 1;
        if (calls < 3) await failing('TooManyRequestsException');
      },
    );
    expect(await send(email())).toEqual({ kind: 'sent' });
    expect(calls).toBe(3);
  });

  it('gives up waiting long before its function is cut off', async () => {
    vi.useFakeTimers();
    let calls = 0;
    const send = sendEmail(
      () => from,
      () => {
        calls += 1;
        vi.advanceTimersByTime(5_000);
        return failing('ThrottlingException');
      },
    );
    const sent = send(email());
    await vi.runAllTimersAsync();
    expect(await sent).toEqual({ kind: 'later' });
    expect(calls).toBeLessThanOrEqual(3);
  });

  it('never repeats what may have been sent, or never will be', async () => {
    for (const [name, outcome] of [
      ['TimeoutError', { kind: 'unclear' }],
      ['MessageRejected', { kind: 'refused', code: 'MessageRejected' }],
      ['SendingPausedException', { kind: 'later' }],
    ] as const) {
      let calls = 0;
      const send = sendEmail(
        () => from,
        () => {
          calls += 1;
          return failing(name);
        },
      );
      expect(await send(email())).toEqual(outcome);
      expect(calls).toBe(1);
    }
  });

  it('blames no address for a sender that is not verified', async () => {
    const message = 'Email address is not verified. The following identities failed the check';
    const send = sendEmail(
      () => from,
      () => failing('MessageRejected', message),
    );
    expect(await send(email())).toEqual({ kind: 'later' });
  });
});
