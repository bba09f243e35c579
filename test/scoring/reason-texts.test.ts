import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDetail } from '../../lib/events/fold-detail.ts';
import { type ReasonCode, reasonCodes } from '../../lib/scoring/reason-codes.ts';
import { evidenceOf } from '../../lib/scoring/reason-evidence.ts';
import { moneyText, reasonText } from '../../lib/scoring/reason-texts.ts';
import { emptyStatistics, noSignals } from '../../lib/scoring/statistics.ts';
import { dateToDay } from '../../lib/shared/time.ts';

const today = dateToDay('2026-06-30');

const regular = {
  ...emptyStatistics,
  purchaseDays: 4,
  firstDay: dateToDay('2025-06-30'),
  lastDay: dateToDay('2026-05-31'),
  total: 40_000,
  firstDayTotal: 4_000,
  lastDayTotal: 20_000,
  signals: {
    ...noSignals,
    complaints: 2,
    lastComplaintDay: dateToDay('2026-06-20'),
    openTickets: 1,
    satisfaction: { value: 40, day: dateToDay('2026-06-21'), previous: 90 },
    points: 300,
    lastPointsDay: dateToDay('2025-12-01'),
    lastTouchDay: dateToDay('2026-06-20'),
  },
};

const say = (code: ReasonCode, statistics = regular) => {
  const subject = { statistics, detail: emptyDetail, day: today, evaluation: null };
  return reasonText({ code, evidence: evidenceOf(code, subject) }, 'CNY');
};

describe('the words of reasons', () => {
  it('are there for every code in both languages, whatever is known of the customer', () => {
    for (const code of reasonCodes) {
      for (const statistics of [regular, { ...emptyStatistics, signals: noSignals }]) {
        const { en, zh } = say(code, statistics as typeof regular); // Narrower signals only.
        expect(en.length, code).toBeGreaterThan(3);
        expect(zh, code).toMatch(/\p{Script=Han}/u);
        expect(en + zh).not.toMatch(/[{}]|undefined|null|NaN/);
      }
    }
  });

  it('name counts, days and amounts', () => {
    expect(say('recency').en).toBe('Last purchase 30 days ago, on 2026-05-31');
    expect(say('spend').en).toBe('A repeat purchase day is worth CN¥120.00 on average');
    expect(say('spend').zh).toBe('复购日平均金额为 ¥120.00');
    expect(say('satisfaction').zh).toBe('满意度在 2026-06-21 由 90 变为 40（满分 100）');
    expect(say('complaints').en).toContain('2 complaints, the last one 10 days ago');
  });

  it('ask for less where less is known', () => {
    const once = { ...regular, purchaseDays: 1, signals: { ...regular.signals, complaints: 0 } };
    expect(say('spend', once).en).toContain('No repeat purchase yet');
  });

  it('put words beside counts as people do', () => {
    const once = {
      ...regular,
      purchaseDays: 1,
      lastDay: today - 1,
      signals: { ...regular.signals, complaints: 1 },
    };
    expect(say('frequency', once).en).toBe('Bought on 1 day');
    expect(say('frequency').en).toBe('Bought on 4 days');
    expect(say('recency', once).en).toBe('Last purchase 1 day ago, on 2026-06-29');
    expect(say('complaints', once).en).toContain('1 complaint, the last one 10 days ago');
    expect(say('open_tickets').en).toBe('1 open service ticket');
  });

  it('say of a contract whether it was cancelled', () => {
    const contract = { sinceDay: today - 300, endDay: today - 10, renewals: 1, termDays: 90 };
    const statisticsOf = (cancelled: boolean) => ({
      ...regular,
      signals: { ...regular.signals, contract: { ...contract, cancelled } },
    });
    const under = (cancelled: boolean) =>
      say('contract', statisticsOf(cancelled) as unknown as typeof regular); // Wider signals only.
    const subject = { detail: emptyDetail, day: today, evaluation: null };
    for (const cancelled of [true, false])
      expect(
        evidenceOf('contract', { ...subject, statistics: statisticsOf(cancelled) }),
      ).toMatchObject({ cancelled });
    expect(under(false).en).toBe('Contract paid until 2026-06-20, after 1 renewal');
    expect(under(true).en).toBe('Contract cancelled, paid until 2026-06-20, after 1 renewal');
    expect(under(true).zh).toContain('已取消');
  });

  it('say where the events are to be found', () => {
    const subject = { statistics: regular, detail: emptyDetail, day: today, evaluation: null };
    expect(evidenceOf('complaints', subject)).toMatchObject({
      eventType: 'complaint',
      eventsFrom: '2026-06-20',
      eventsTo: '2026-06-30',
    });
  });

  it('write amounts with the digits of the currency', () => {
    expect(moneyText(1234, 'JPY', 'en')).toBe('¥1,234');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (minor) => {
        const digits = moneyText(minor, 'EUR', 'en').replace(/\D/g, '');
        expect(Number(digits)).toBe(minor);
      }),
    );
  });
});
