import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { churnEvaluator } from '../../lib/churn/churn-evaluator.ts';
import { contractParts, contractRisk, settledStatistics } from '../../lib/churn/contract-risk.ts';
import { fitRenewals } from '../../lib/churn/fit-renewals.ts';
import { areaUnderCurve } from '../../lib/evaluation/area-under-curve.ts';
import { type Contract, emptyStatistics } from '../../lib/scoring/statistics.ts';
import { shiftedBetaGeometricAt } from '../../lib/value/shifted-beta-geometric.ts';
import { observedSurvival } from '../value/observed-survival.ts';
import { transactions } from './signal-shop.ts';

const today = 20_000;

const contract = (changed: Partial<Contract> = {}): Contract => ({
  sinceDay: today - 100,
  endDay: today + 10,
  renewals: 3,
  termDays: 30,
  cancelled: false,
  ...changed,
});

const caseOf = (terms: Contract, day = today) => ({
  statistics: { ...emptyStatistics, signals: { ...emptyStatistics.signals, contract: terms } },
  day,
});

const renewals = [
  {
    termDaysMax: null,
    method: 'shifted_beta_geometric' as const,
    alpha: 1,
    beta: 4,
    contracts: 100,
    decided: 100,
  },
];
const terms = { horizonDays: 90, graceDays: 14, renewals };

describe('risk of a contract', () => {
  it('is that of the renewals that fall into the horizon', () => {
    // Ends in 10, 40 and 70 days: after 3 renewals the next three are made with 7/8, 8/9 and 9/10.
    const kept = (7 / 8) * (8 / 9) * (9 / 10);
    expect(contractRisk(contract(), today, terms)).toBeCloseTo(1 - kept, 12);
    expect(contractRisk(contract({ endDay: today + 90 }), today, terms)).toBe(0);
    expect(contractRisk(contract({ endDay: today + 89 }), today, terms)).toBeCloseTo(1 / 8, 12);
  });

  it('is certain where a cancelled contract ends within the horizon, and none where it ends later', () => {
    expect(contractRisk(contract({ cancelled: true }), today, terms)).toBe(1);
    const later = contract({ cancelled: true, endDay: today + 200 });
    expect(contractRisk(later, today, terms)).toBe(0);
  });

  it('is observed churn once the days of grace are over, for cancelled ones at once', () => {
    const ended = (endDay: number, cancelled = false) =>
      contractRisk(contract({ endDay, cancelled, termDays: 365 }), today, terms);
    expect(ended(today - 15)).toBe(1);
    expect(ended(today - 14)).toBeCloseTo(1 / 8, 12);
    expect(ended(today - 1, true)).toBe(1);
  });

  it('never falls while nothing happens', () => {
    for (const each of [contract(), contract({ termDays: 365 }), contract({ cancelled: true })]) {
      let before = 0;
      for (let day = today - 90; day < today + 200; day += 1) {
        const risk = contractRisk(each, day, terms);
        expect(risk).toBeGreaterThanOrEqual(before);
        before = risk;
      }
    }
  });

  it('has parts that sum to it, and is lowered by a renewal', () => {
    for (const each of [
      contract(),
      contract({ cancelled: true }),
      contract({ endDay: today - 99 }),
    ]) {
      const parts = contractParts(each, today, terms);
      const sum = parts.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(contractRisk(each, today, terms), 6);
      expect(parts.at(-1)?.code).toBe('baseline');
    }
    const evaluator = churnEvaluator(null, null, { horizonDays: 90, contractGraceDays: 14 });
    const ending = caseOf(contract({ cancelled: true, termDays: 365 }));
    expect(evaluator.basis(ending)).toBe('contract');
    expect(evaluator.risk(ending)).toBe(1);
    expect(evaluator.lowering(ending)).toEqual([{ code: 'renew_contract', risk: 0 }]);
  });
});

describe('a contract that has ended', () => {
  const evaluator = churnEvaluator(null, transactions, { horizonDays: 90, contractGraceDays: 14 });
  const buyer = { ...emptyStatistics, purchaseDays: 5, firstDay: today - 900, total: 500 };
  const bought = (lastDay: number, changed: Partial<Contract> = {}) => {
    const ended = contract({ sinceDay: today - 700, endDay: today - 365, ...changed });
    return { ...buyer, lastDay, signals: { ...emptyStatistics.signals, contract: ended } };
  };

  it('no longer decides about who bought after it: they are judged by their purchases', () => {
    const statistics = bought(today - 10);
    const without = { ...statistics, signals: emptyStatistics.signals };
    for (const of of ['risk', 'basis', 'parts', 'lowering'] as const)
      expect(evaluator[of]({ statistics, day: today })).toEqual(
        evaluator[of]({ statistics: without, day: today }),
      );
    expect(evaluator.basis({ statistics, day: today })).toBe('transactions');
    expect(settledStatistics({ statistics, day: today }, 14)).toEqual(without);
  });

  it('is observed churn of who did not, until they buy', () => {
    for (const lastDay of [today - 500, today - 365]) {
      const lost = { statistics: bought(lastDay), day: today };
      expect([evaluator.risk(lost), evaluator.basis(lost)]).toEqual([1, 'contract']);
      expect(evaluator.lowering(lost)).toContainEqual(
        expect.objectContaining({ code: 'purchase' }),
      );
      expect(settledStatistics(lost, 14)).toBe(lost.statistics);
    }
  });

  it('decides through its grace; a cancelled one has none', () => {
    const basis = (endDay: number, cancelled: boolean) =>
      evaluator.basis({ statistics: bought(today, { endDay, cancelled }), day: today });
    expect(basis(today - 14, false)).toBe('contract');
    expect(basis(today - 15, false)).toBe('transactions');
    expect(basis(today - 1, true)).toBe('transactions');
    expect(basis(today, true)).toBe('contract');
  });
});

describe('fit of renewals', () => {
  it('counts renewals of either outcome only where both would be seen', () => {
    const decided = (terms: Partial<Contract>) =>
      fitRenewals([caseOf(contract({ renewals: 3, ...terms }))], 30)[0];
    // Due 31 days ago and let pass: ended after 3 renewals; due 30 days ago: may still be renewed.
    expect(decided({ endDay: today - 31 })).toMatchObject({ alpha: 2, beta: 7 });
    expect(decided({ endDay: today - 30 })).toMatchObject({ alpha: 1, beta: 7 });
    // Renewed 29 days ago, when others who will not renew still have their days of grace.
    expect(decided({ endDay: today })).toMatchObject({ alpha: 1, beta: 6 });
    expect(decided({ endDay: today, cancelled: true })).toMatchObject({ alpha: 1, beta: 6 });
    expect(decided({ endDay: today + 300 })).toMatchObject({ alpha: 1, beta: 4, decided: 0 });
  });

  it('pools few contracts towards four in five, and keeps lengths of term apart', () => {
    expect(fitRenewals([], 30)).toEqual([]);
    const [monthly, , yearly] = fitRenewals([caseOf(contract()), caseOf(contract())], 5);
    expect(monthly).toMatchObject({ method: 'pooled', alpha: 1, beta: 4 + 6, contracts: 2 });
    expect(yearly).toMatchObject({ method: 'pooled', alpha: 1, beta: 4, contracts: 0 });
  });
});

const file = resolve(
  import.meta.dirname,
  '../../../shared/data/telco-churn/Telco-Customer-Churn.csv',
);
const termDays: Readonly<Record<string, number>> = {
  'Month-to-month': 30,
  'One year': 365,
  'Two year': 730,
};

/** Months of tenure as terms: who left let the last renewal pass. */
const readTelco = () => {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const days = termDays[cell('Contract')] ?? 30;
    const terms = Math.floor((Number(cell('tenure')) * 30) / days);
    const churned = cell('Churn') === 'Yes';
    return { churned, termDays: days, renewals: Math.max(0, terms - (churned ? 1 : 0)) };
  });
};

describe.skipIf(!existsSync(file))('telco contracts (skipped without ../shared/data)', () => {
  const telco = readTelco();
  const caseOfRow = ({ churned, ...row }: (typeof telco)[number]) =>
    caseOf(contract({ ...row, endDay: churned ? today - 1 : today }));
  const odd = telco.filter((_, index) => index % 2 === 1);
  const even = telco.filter((_, index) => index % 2 === 0);
  const fitted = fitRenewals(odd.map(caseOfRow), 0);

  it('retention of the other half is foretold to 24 months within five points', () => {
    const [monthly] = fitted;
    expect(monthly).toMatchObject({ method: 'shifted_beta_geometric', termDaysMax: 45 });
    const { alpha = 0, beta = 0 } = monthly ?? {};
    const model = shiftedBetaGeometricAt({ alpha, beta });
    const seen = observedSurvival(
      even
        .filter((row) => row.termDays === 30)
        .map((row) => ({ renewals: row.renewals, isActive: !row.churned })),
    );
    for (const months of [1, 3, 6, 12, 24]) {
      expect(Math.abs((seen[months - 1] ?? 0) - model.survivalProbability(months))).toBeLessThan(
        0.05,
      );
    }
  });

  it('who left is told apart by term and renewals: AUC on the other half above .78', () => {
    const risks = even.map((row) => {
      const before = contract({ ...row, endDay: today + 30, renewals: row.renewals });
      return contractRisk(before, today, { horizonDays: 365, graceDays: 30, renewals: fitted });
    });
    const auc =
      areaUnderCurve(
        risks,
        even.map(({ churned }) => churned),
      ) ?? 0;
    process.stdout.write(`telco, AUC of the other half ${auc.toFixed(4)}\n`);
    expect(auc).toBeGreaterThan(0.78);
  });
});
