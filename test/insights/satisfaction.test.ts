import { describe, expect, it } from 'vitest';
import { effortAndWaiting, effortWaits, spearman } from '../../lib/insights/effort-waiting.ts';
import { monthOfName } from '../../lib/insights/month.ts';
import { scoresOf } from '../../lib/insights/satisfaction-answers.ts';
import { satisfactionOf } from '../../lib/insights/satisfaction-of.ts';
import { figuresOf, gapOf, groupFigures } from '../../lib/insights/satisfaction-report.ts';
import { otherGroups } from '../../lib/insights/satisfaction-table.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { sampleDefinition } from '../surveys/sample-survey.ts';
import { feedback, ledgerOf, response, scored, service } from './voice-ledgers.ts';

const day = (date: string) => dateToDay(date);
const label = { en: 'x', zh: 'x' };
const definition = sampleDefinition({
  step: 'delivery',
  questions: [
    { id: 'nps', type: 'nps', label },
    { id: 'hope', type: 'csat', label, gap: { aspect: 'speed', moment: 'before' } },
    { id: 'was', type: 'csat', label, gap: { aspect: 'speed', moment: 'after' } },
  ],
});
const record = (ledgers: ReturnType<typeof ledgerOf>[], knownAt = '2026-12-31T00:00:00.000Z') =>
  satisfactionOf(
    { ledgers, isPart: false },
    {
      ...{ day: day('2026-06-30'), knownAt, policyVersion: 1, converted: new Map() },
      definitions: new Map([['svy_1', definition]]),
    },
  );
const months = (from: string, to: string) => ({ from: monthOfName(from), to: monthOfName(to) });

describe('satisfaction over all surveys', () => {
  const ledgers = [
    ledgerOf('cus_a', [
      scored(day('2026-01-05'), { nps: 2 }),
      scored(day('2026-01-20'), { nps: 8 }),
      scored(day('2026-04-02'), { nps: 10, csat: 5 }, 'high'),
    ]),
    ledgerOf('cus_b', [
      scored(day('2026-02-11'), { nps: 0, ces: 6 }),
      feedback(day('2026-03-01'), 2),
    ]),
  ];
  const { tables, basis } = record(ledgers);
  const nps = (from: string, to: string) => {
    const { promoters, passives, detractors, n } = figuresOf(tables.total, months(from, to)).nps;
    return { promoters, passives, detractors, n };
  };

  it('counts the last recommendation of each customer in any window', () => {
    expect(nps('2026-01', '2026-06')).toEqual({ promoters: 50, passives: 0, detractors: 50, n: 2 });
    expect(nps('2026-01', '2026-03')).toEqual({ promoters: 0, passives: 50, detractors: 50, n: 2 });
    expect(nps('2026-01', '2026-01')).toEqual({ promoters: 0, passives: 100, detractors: 0, n: 1 });
    expect(basis).toEqual({ customers: 2, answered: 2, sampled: false });
  });

  it('gives the series by month, and ratings outside surveys as satisfaction', () => {
    const { csat, ces } = figuresOf(tables.total, months('2026-02', '2026-04'));
    expect(csat).toMatchObject({ n: 2, topTwoBox: 50, noTrend: 'few_answers' });
    expect(csat.series.map(({ month, n, value }) => [month, n, value])).toEqual([
      ['2026-02', 0, null],
      ['2026-03', 1, 0],
      ['2026-04', 1, 100],
    ]);
    expect(ces).toMatchObject({ n: 1, mean: 6, easy: 100 });
  });

  it('tells groups apart by what they were when the answer came, and hides small ones', () => {
    const keys = (by: keyof typeof tables.groups) => tables.groups[by].map(({ key }) => key);
    expect(keys('tier')).toEqual(['mid', 'high', 'none']);
    expect(keys('channel')).toEqual(['link', 'review']);
    expect(keys('step')).toEqual(['delivery', 'none']);
    const all = months('2026-01', '2026-06');
    expect(groupFigures(tables.groups.tier[0] ?? tables.total, all)).toMatchObject({
      key: 'mid',
      shielded: true,
      figures: null,
    });
    const many = record(
      Array.from({ length: 20 }, (_, at) =>
        ledgerOf(`cus_${at}`, [
          response(day('2026-05-01'), { language: `l${at}`, metrics: { csat: 5 } }),
        ]),
      ),
    );
    const languages = many.tables.groups.language;
    expect(languages.at(-1)?.key).toBe(otherGroups);
    expect(groupFigures(languages.at(-1) ?? tables.total, all).figures?.csat.n).toBe(8);
  });

  it('pairs expectation and experience over surveys', () => {
    const paired = record([
      ledgerOf('cus_a', [
        response(day('2026-05-01'), { answers: { hope: 5 } }),
        response(day('2026-05-09'), { answers: { was: 3 } }),
      ]),
    ]);
    const gap = (from: string) =>
      paired.tables.gaps.map((found) => gapOf(found, months(from, '2026-06')))[0];
    expect(gap('2026-05')).toMatchObject({ aspect: 'speed', n: 1, mean: -2, fellShort: 100 });
    expect(gap('2026-06')).toMatchObject({ n: 0, mean: null });
  });

  it('leaves out what was changed, taken back, came later or was confidential', () => {
    const first = scored(day('2026-05-01'), { nps: 10 });
    const second = scored(day('2026-05-01'), { nps: 0 });
    const changed = { ...first, voidedBy: second.eventId };
    const secret = { ...scored(day('2026-05-02'), { csat: 1 }), confidential: true as const };
    const of = (knownAt?: string) =>
      figuresOf(
        record(
          [
            ledgerOf('cus_a', [
              changed,
              { ...second, recordedAt: '2026-05-03T00:00:00.000Z' },
              secret,
            ]),
          ],
          knownAt,
        ).tables.total,
        months('2026-05', '2026-05'),
      );
    expect(of()).toMatchObject({ nps: { n: 1, nps: -100 }, csat: { n: 0 } });
    expect(of('2026-05-02T12:00:00.000Z').nps).toMatchObject({ n: 1, nps: 100 });
  });
});

describe('effort and waiting', () => {
  it('joins an answer with the ticket before it', () => {
    const events = [
      ...[service(100, 0, 'opened'), service(100, 90, 'resolved')],
      response(101, { metrics: { ces: 2 } }),
      response(140, { metrics: { ces: 7 } }),
    ];
    expect(effortWaits(events, scoresOf(events, new Map()))).toEqual([
      { day: 101, effort: 2, minutes: 90 },
    ]);
  });

  it("gives Spearman's correlation with Fisher's interval", () => {
    // Ranks 1 2 3 4 5 against 5 6 7 8 7 in the common textbook set: rho 0.8208 with one tie.
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.820783, 6);
    const waits = Array.from({ length: 20 }, (_, at) => ({
      ...{ day: 1, effort: 7 - Math.floor(at / 3), minutes: at * 10 + (at % 2) * 15 },
    }));
    const found = effortAndWaiting(waits);
    expect(found.correlation).toBeLessThan(-0.9);
    expect(found.interval?.[1]).toBeLessThan(-0.7);
    expect(found.p).toBeLessThan(0.001);
    expect(effortAndWaiting(waits.slice(0, 9))).toMatchObject({ n: 9, correlation: null });
    expect(effortAndWaiting([]).medianMinutes).toBeNull();
  });
});
