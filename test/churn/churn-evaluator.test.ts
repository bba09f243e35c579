import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChurnEvaluator, churnEvaluator } from '../../lib/churn/churn-evaluator.ts';
import { emptyStatistics } from '../../lib/scoring/statistics.ts';
import { generator } from '../value/simulate-histories.ts';
import {
  horizonDays,
  populationOf,
  randomStatistics,
  today,
  transactions,
  unhappyModel,
} from './signal-shop.ts';

const settings = { horizonDays, contractGraceDays: 30 };
const combined = churnEvaluator(unhappyModel, transactions, settings);
const plain = churnEvaluator(null, transactions, settings);

const sumsToRisk = ({ parts, risk }: ChurnEvaluator, seed: number): void => {
  const churnCase = { statistics: randomStatistics(generator(seed), today), day: today };
  const value = risk(churnCase) ?? Number.NaN;
  const told = parts(churnCase);
  const sum = told.reduce((total, { contribution }) => total + contribution, 0);
  expect(Math.abs(sum - Math.round(value * 1e6) / 1e6)).toBeLessThan(1e-9);
  expect(told.at(-1)?.code).toBe('baseline');
  const weights = told.slice(0, -1).map(({ contribution }) => Math.abs(contribution));
  expect(weights).toEqual(weights.toSorted((left, right) => right - left));
};

describe('parts of a risk', () => {
  it('sum to it for 10,000 random customers, ranked, the baseline last', () => {
    for (let seed = 0; seed < 10_000; seed += 1) sumsToRisk(combined, seed);
    for (let seed = 0; seed < 1000; seed += 1) sumsToRisk(plain, seed);
  });

  it('name each idea once', () => {
    const churnCase = {
      statistics: {
        ...randomStatistics(generator(3), today),
        signals: {
          ...emptyStatistics.signals,
          complaints: 2,
          lastComplaintDay: today - 5,
          openTickets: 3,
          satisfaction: { value: 10, day: today - 4, previous: 80 },
        },
      },
      day: today,
    };
    const parts = combined.parts(churnCase);
    expect(new Set(parts.map(({ code }) => code)).size).toBe(parts.length);
    const part = (code: string) => parts.find((each) => each.code === code);
    for (const code of ['complaints', 'open_tickets', 'satisfaction']) {
      expect(part(code)?.contribution).toBeGreaterThan(0);
    }
  });
});

describe('risk', () => {
  it('is a probability, and null before the first purchase', () => {
    for (const each of populationOf(500)) {
      const value = combined.risk(each) ?? Number.NaN;
      expect(value > 0 && value < 1).toBe(true);
    }
    expect(combined.risk({ statistics: emptyStatistics, day: today })).toBeNull();
    expect(combined.parts({ statistics: emptyStatistics, day: today })).toEqual([]);
    const later = { ...emptyStatistics, purchaseDays: 1, firstDay: today + 1, lastDay: today + 1 };
    expect(combined.risk({ statistics: later, day: today })).toBeNull();
  });

  it('never falls while nothing happens, whatever the signals: the night looks for the day of a change by halves', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, step) => {
        const statistics = randomStatistics(generator(seed), today);
        let before = 0;
        for (let day = today; day < today + 600; day += step) {
          const value = combined.risk({ statistics, day }) ?? Number.NaN;
          expect(value).toBeGreaterThanOrEqual(before - 1e-12);
          before = value;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes microseconds, for the night', () => {
    const everybody = populationOf(1000);
    const start = performance.now();
    for (let round = 0; round < 50; round += 1) for (const each of everybody) combined.risk(each);
    const microseconds = ((performance.now() - start) * 1000) / 50_000;
    expect(microseconds).toBeLessThan(50);
  });
});

describe('what would lower a risk', () => {
  it('is lower than the risk, the lowest first', () => {
    for (const each of populationOf(500)) {
      const risks = combined.lowering(each).map(({ risk }) => risk);
      expect(risks).toEqual(risks.toSorted((left, right) => left - right));
      expect(Math.max(0, ...risks)).toBeLessThan(combined.risk(each) ?? 0);
    }
  });

  it('is only what there is to be done', () => {
    // Who is all but certain to be gone is not brought back by a ticket.
    const reachable = populationOf(500).filter((each) => (combined.risk(each) ?? 1) < 0.999);
    for (const each of reachable) {
      const { openTickets, complaints } = each.statistics.signals;
      const codes = combined.lowering(each).map(({ code }) => code);
      expect(codes.includes('resolve_tickets')).toBe(openTickets > 0);
      expect(codes.includes('answer_complaint')).toBe(complaints > 0);
      expect(codes).not.toContain('renew_contract');
    }
  });

  it('is a purchase where only the transaction model speaks', () => {
    const silent = populationOf(200).filter(
      ({ statistics }) => today - (statistics.lastDay ?? today) > 200,
    );
    for (const each of silent.filter(({ statistics }) => statistics.purchaseDays > 3)) {
      expect(plain.lowering(each).map(({ code }) => code)).toEqual(['purchase']);
    }
    expect(plain.lowering({ statistics: emptyStatistics, day: today })).toEqual([]);
  });
});
