import { describe, expect, it } from 'vitest';
import { emptyLog, withAsk } from '../../lib/asking/ask-log.ts';
import { defaultAskingSettings } from '../../lib/asking/asking-settings.ts';
import { channelFor, mayContact } from '../../lib/asking/contact-rules.ts';
import { customerZones } from '../../lib/asking/customer-zones.ts';
import { nextReminder } from '../../lib/asking/decide-due.ts';
import { guardReason } from '../../lib/asking/fatigue-guard.ts';
import { eventDays } from '../../lib/asking/match-audience.ts';
import { templateProblems } from '../../lib/asking/message-template.ts';
import { dueOccurrence, nextStart } from '../../lib/asking/occurrences.ts';
import { quietUntil } from '../../lib/asking/quiet-hours.ts';
import { renderMessage } from '../../lib/asking/render-message.ts';
import { candidateOf, drawOf, isDrawn, smallestDraws } from '../../lib/asking/sampling.ts';
import { mintUnsubscribe, verifyUnsubscribe } from '../../lib/asking/unsubscribe-token.ts';
import { WaveDefinition } from '../../lib/asking/wave.ts';
import { withdrawnConsents } from '../../lib/asking/withdraw-consent.ts';
import { Consents } from '../../lib/customers/members.ts';
import { dateToDay } from '../../lib/shared/time.ts';

const quiet = { from: '21:00', to: '09:00' };
const untilIn = (zone: string, now: string, hours = quiet) =>
  quietUntil(now, hours, { zones: [zone], fallback: 'UTC' });

describe('quiet hours', () => {
  it('end at nine on the customer’s wall, whatever the zone', () => {
    expect(untilIn('Asia/Shanghai', '2026-03-02T00:59:00.000Z')).toBe('2026-03-02T01:00:00.000Z');
    expect(untilIn('Asia/Shanghai', '2026-03-02T01:00:00.000Z')).toBeNull();
    expect(untilIn('Asia/Shanghai', '2026-03-02T13:00:00.000Z')).toBe('2026-03-03T01:00:00.000Z');
    expect(untilIn('America/New_York', '2026-01-15T03:00:00.000Z')).toBe(
      '2026-01-15T14:00:00.000Z',
    );
  });

  it('are shorter in the night of spring, longer in that of autumn', () => {
    // 29 March 2026 in Berlin: nine o’clock is 07:00 UTC, the evening before 21:00 was 20:00 UTC.
    expect(untilIn('Europe/Berlin', '2026-03-28T20:00:00.000Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(untilIn('Europe/Berlin', '2026-10-24T19:00:00.000Z')).toBe('2026-10-25T08:00:00.000Z');
    expect(untilIn('America/New_York', '2026-03-08T02:00:00.000Z')).toBe(
      '2026-03-08T13:00:00.000Z',
    );
  });

  it('that end in the hour that is skipped end an hour later, in one that is repeated at the first', () => {
    const small = { from: '00:00', to: '02:30' };
    expect(untilIn('Europe/Berlin', '2026-03-28T23:30:00.000Z', small)).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    expect(untilIn('Europe/Berlin', '2026-10-24T22:30:00.000Z', small)).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  it('hold in every zone of a country, and never where both ends are the same', () => {
    expect(customerZones({ country: 'US' }, 'UTC').length).toBeGreaterThan(10);
    expect(customerZones({ country: 'CN' }, 'UTC')).toEqual(['Asia/Shanghai']);
    expect(customerZones(undefined, 'Asia/Shanghai')).toEqual(['Asia/Shanghai']);
    const coasts = { zones: ['America/New_York', 'America/Los_Angeles'], fallback: 'UTC' };
    expect(quietUntil('2026-01-15T14:30:00.000Z', quiet, coasts)).toBe('2026-01-15T17:00:00.000Z');
    expect(untilIn('UTC', '2026-01-15T03:00:00.000Z', { from: '08:00', to: '08:00' })).toBeNull();
    const nowhere = { zones: ['Asia/Shanghai', 'America/New_York'], fallback: 'UTC' };
    expect(
      quietUntil('2026-01-15T12:00:00.000Z', { from: '13:00', to: '12:00' }, nowhere),
    ).toBeNull();
  });
});

describe('the fatigue guard', () => {
  const { guard } = defaultAskingSettings;
  const now = '2026-03-31T00:00:00.000Z';
  const asked = (at: string) =>
    withAsk(emptyLog, { at, channel: 'email', surveyId: 'svy_1', invitationId: 'inv_1' });

  it('lets one question in thirty days through, over all surveys', () => {
    expect(guardReason(emptyLog, 'email', { now, guard })).toBeNull();
    expect(guardReason(asked('2026-03-01T00:00:00.001Z'), 'sms', { now, guard })).toBe(
      'asked_recently',
    );
    expect(guardReason(asked('2026-03-01T00:00:00.000Z'), 'email', { now, guard })).toBeNull();
  });

  it('has tighter caps by channel, and rests after an answer', () => {
    const wide = { ...guard, asks: 5, channels: { sms: { asks: 0, days: 7 } } };
    expect(guardReason(asked(now), 'email', { now, guard: wide })).toBeNull();
    expect(guardReason(asked(now), 'sms', { now, guard: wide })).toBe('asked_recently');
    const answered = { ...emptyLog, answeredAt: '2026-03-20T00:00:00.000Z' };
    expect(guardReason(answered, 'email', { now, guard })).toBe('answered_recently');
  });

  it('keeps a log that does not grow for ever', () => {
    let log = emptyLog;
    for (let index = 0; index < 150; index += 1)
      log = withAsk(log, { at: now, channel: 'link', surveyId: 's', invitationId: `inv_${index}` });
    expect(log).toMatchObject({ writes: 150 });
    expect(log.asks).toHaveLength(100);
  });
});

describe('consent and channel', () => {
  const { consent } = defaultAskingSettings;
  const given = (purpose: string, granted: boolean) => ({
    purpose,
    granted,
    at: '2026-01-01T00:00:00Z',
  });

  it('never asks who withdrew, and only who agreed where that is required', () => {
    expect(mayContact({ consents: [] }, consent)).toBe(true);
    expect(
      mayContact({ consents: [given('surveys', true), given('contact', false)] }, consent),
    ).toBe(false);
    expect(mayContact({ consents: [given('newsletter', false)] }, consent)).toBe(true);
    expect(mayContact({ consents: [] }, { ...consent, isRequired: true })).toBe(false);
  });

  it('reaches a customer as preferred, where there is an address for it', () => {
    expect(channelFor({ email: 'a@b.example', channels: { preferred: 'sms' } }, 'preferred')).toBe(
      'email',
    );
    expect(channelFor({ phone: '+49301', channels: { preferred: 'sms' } }, 'preferred')).toBe(
      'sms',
    );
    expect(channelFor({ phone: '+49301' }, 'email')).toBeNull();
    expect(channelFor({}, 'bus')).toBeNull();
  });

  it('writes a withdrawal once, also into a full list', () => {
    const at = '2026-03-01T00:00:00.000Z';
    const next = withdrawnConsents([given('surveys', true)], consent, at);
    expect(next).toEqual([
      { purpose: 'surveys', granted: false, at, evidence: 'unsubscribe link' },
    ]);
    expect(withdrawnConsents(next ?? [], consent, at)).toBeNull();
    const full = Array.from({ length: 20 }, (_, index) => given(`p${index}`, true));
    expect(withdrawnConsents(full, consent, at)).toHaveLength(20);
    // A list of refusals alone: one more would make a profile that no reader takes.
    const refused = full.map(({ purpose }) => given(purpose, false));
    const contact = given('contact', false);
    const kept = withdrawnConsents([contact, ...refused.slice(1)], consent, at);
    expect(Consents.safeParse(kept).success).toBe(true);
    expect(kept).toContainEqual(contact);
    expect(kept?.at(-1)).toMatchObject({ purpose: 'surveys', granted: false });
  });

  it('knows genuine unsubscribe links only', () => {
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const id = 'cus_01k9zq3v7m8r5t2x4b6d8f0h1j';
    const token = mintUnsubscribe(key, id);
    expect(verifyUnsubscribe(key, token)).toBe(id);
    for (const bad of [mintUnsubscribe(other, id), `${token}x`, token.slice(0, -1), '', 'u1.a.b'])
      expect(verifyUnsubscribe(key, bad)).toBeNull();
  });
});

describe('samples', () => {
  const lottery = { waveId: 'wav_1', occurrence: '2026-03-02' };
  const ids = Array.from(
    { length: 10_000 },
    (_, index) => `cus_${String(index).padStart(26, '0')}`,
  );

  it('draw a share that is right in expectation, the same every time, another in the next occurrence', () => {
    const drawn = (occurrence: string) =>
      ids.filter((id) => isDrawn(drawOf({ ...lottery, occurrence }, id), { share: 0.1 }));
    const [first, next] = [drawn('2026-03-02'), drawn('2026-03-03')];
    // Binomial(10,000, 0.1) has a standard deviation of 30.
    expect(Math.abs(first.length - 1_000)).toBeLessThan(120);
    expect(drawn('2026-03-02')).toEqual(first);
    expect(first.filter((id) => next.includes(id)).length).toBeLessThan(200);
  });

  it('of fixed size have exactly that size, in whatever pieces they are drawn', () => {
    const candidates = ids.map((id) => candidateOf(drawOf(lottery, id), id));
    const whole = smallestDraws([], candidates, 50);
    let pieces: readonly string[] = [];
    for (let at = 0; at < candidates.length; at += 700)
      pieces = smallestDraws(pieces, candidates.slice(at, at + 800), 50);
    expect(whole).toHaveLength(50);
    expect(pieces).toEqual(whole);
  });
});

describe('occurrences and reminders', () => {
  const schedule = { startsOn: '2026-03-02', at: '10:00', everyDays: 7, until: '2026-03-20' };
  const zone = 'Asia/Shanghai';
  const at = (now: string, begun: string | null) => ({ now, begun, zone });

  it('come one by one, the latest only where some were missed, none after the last', () => {
    expect(dueOccurrence(schedule, at('2026-03-02T01:59:00.000Z', null))).toBeNull();
    expect(nextStart(schedule, at('2026-03-01T00:00:00.000Z', null))).toBe(
      '2026-03-02T02:00:00.000Z',
    );
    expect(dueOccurrence(schedule, at('2026-03-02T02:00:00.000Z', null))).toBe('2026-03-02');
    expect(dueOccurrence(schedule, at('2026-03-02T02:00:00.000Z', '2026-03-02'))).toBeNull();
    expect(nextStart(schedule, at('2026-03-02T02:00:00.000Z', '2026-03-02'))).toBe(
      '2026-03-09T02:00:00.000Z',
    );
    expect(dueOccurrence(schedule, at('2026-06-01T00:00:00.000Z', '2026-03-02'))).toBe(
      '2026-03-16',
    );
    expect(nextStart(schedule, at('2026-06-01T00:00:00.000Z', '2026-03-16'))).toBeNull();
    const once = { startsOn: '2026-03-02', at: '10:00' };
    expect(nextStart(once, at('2026-03-05T00:00:00.000Z', '2026-03-02'))).toBeNull();
  });

  it('keep their hour on the wall over a change of clocks', () => {
    const daily = { startsOn: '2026-03-28', at: '10:00', everyDays: 1 };
    const berlin = { now: '2026-03-28T12:00:00.000Z', begun: '2026-03-28', zone: 'Europe/Berlin' };
    expect(nextStart(daily, berlin)).toBe('2026-03-29T08:00:00.000Z');
  });

  it('ask about every event once', () => {
    const event = { type: 'purchase', afterDays: 3 } as const;
    const days = eventDays(event, { occurrence: '2026-03-10', schedule: { everyDays: 7 } });
    expect(days).toEqual({ from: dateToDay('2026-03-01'), to: dateToDay('2026-03-07') });
  });

  it('remind as often as wave and settings both allow', () => {
    const definition = WaveDefinition.parse({
      name: 'n',
      surveyId: 'svy_1',
      schedule,
      reminders: { afterDays: [3, 7, 10] },
    });
    const wave = {
      id: 'wav_1',
      status: 'active',
      version: 1,
      definition,
      createdAt: '',
      updatedAt: '',
    } as const;
    const sentAt = '2026-03-02T02:00:00.000Z';
    const next = (reminders: number, now = sentAt) =>
      nextReminder(wave, defaultAskingSettings, { sentAt, reminders, now });
    expect(next(0)).toBe('2026-03-05T02:00:00.000Z');
    expect(next(1, '2026-03-08T02:00:00.000Z')).toBe('2026-03-12T02:00:00.000Z');
    expect(next(2)).toBeNull();
  });
});

describe('messages', () => {
  it('refuse unknown placeholders, a missing link and languages that differ', () => {
    const codes = templateProblems({
      subject: { en: 'Hi {{first}}', zh: '{{link}}' },
      body: { en: 'no link' },
    }).map(({ code }) => code);
    expect(codes).toEqual([
      'unknown_placeholder',
      'misplaced_link',
      'link_missing',
      'languages_differ',
    ]);
    expect(templateProblems({ subject: { en: 'Hi' }, body: { en: '{{ link }}' } })).toEqual([]);
  });

  it('speak the language of the country, escape names, and keep headers on one line', () => {
    const occasion = {
      definition: {},
      defaultLanguage: 'en',
      link: 'https://x.example/s/t',
      unsubscribeLink: 'https://x.example/u/t',
      reminder: 1,
    };
    const zh = renderMessage({
      ...occasion,
      customer: { name: '李', location: { country: 'CN' } },
    });
    expect(zh).toMatchObject({ language: 'zh', subject: '提醒：李，您对我们满意吗？' });
    const en = renderMessage({ ...occasion, customer: { name: '<b>{{link}}\nBcc: x' } });
    expect(en.subject).not.toContain('\n');
    expect(en.html).toContain('&lt;b&gt;{{link}}');
    expect(en.html).toContain('<a href="https://x.example/s/t">');
    expect(en.text).toContain('https://x.example/u/t');
  });
});
