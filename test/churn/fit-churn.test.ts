import { describe, expect, it } from 'vitest';
import { churnEvaluator } from '../../lib/churn/churn-evaluator.ts';
import { ChurnModel } from '../../lib/churn/churn-model-schema.ts';
import { fitChurn } from '../../lib/churn/fit-churn.ts';
import { noSignals } from '../../lib/scoring/statistics.ts';
import {
  conditions,
  horizonDays,
  populationOf,
  transactions,
  unhappyModel,
  unhappyShop,
  windowsOf,
} from './signal-shop.ts';

const settings = { horizonDays, contractGraceDays: 30 };
const everybody = populationOf(1000);
const coefficient = (model: ChurnModel, name: string): number =>
  model.signals.find(({ signal }) => signal === name)?.coefficient ?? 0;

const withoutSignals = everybody.map((each) => ({
  ...each,
  statistics: { ...each.statistics, signals: noSignals },
}));

describe('fit of the churn model', () => {
  it('finds what drives people away, shrunk towards nothing', () => {
    expect(ChurnModel.parse(unhappyModel)).toEqual(unhappyModel);
    expect(unhappyModel.kind).toBe('combined');
    expect(coefficient(unhappyModel, 'open_tickets') * Math.LN2).toBeGreaterThan(0.4);
    expect(coefficient(unhappyModel, 'open_tickets') * Math.LN2).toBeLessThan(1.1);
    expect(coefficient(unhappyModel, 'complaints')).toBeGreaterThan(0.4);
    expect(coefficient(unhappyModel, 'satisfaction')).toBeLessThan(-0.7);
    expect(Math.abs(coefficient(unhappyModel, 'has_points'))).toBeLessThan(0.2);
  });

  it('learns next to nothing from chance, and never a sign that would give wrong advice', () => {
    const model = fitChurn(
      windowsOf(3000, () => 0),
      conditions(everybody),
    );
    for (const { coefficient: learnt } of model.signals) expect(Math.abs(learnt)).toBeLessThan(0.3);
    const inverted = fitChurn(
      windowsOf(3000, (churnCase) => -unhappyShop(churnCase)),
      conditions(everybody),
    );
    expect(coefficient(inverted, 'open_tickets')).toBe(0);
    expect(coefficient(inverted, 'satisfaction')).toBeCloseTo(0, 12);
  });

  it('keeps the mean risk of today at the transaction model’s, moved by what the windows showed', () => {
    const { risk } = churnEvaluator(unhappyModel, transactions, settings);
    const plain = churnEvaluator(null, transactions, settings);
    const mean = (of: typeof risk) =>
      everybody.reduce((sum, each) => sum + (of(each) ?? 0), 0) / everybody.length;
    const shifted = everybody.map((each) => {
      const alone = plain.risk(each) ?? 0;
      return 1 / (1 + ((1 - alone) / alone) * Math.exp(-unhappyModel.levelShift));
    });
    expect(mean(risk)).toBeCloseTo(shifted.reduce((sum, p) => sum + p, 0) / shifted.length, 9);
    expect(unhappyModel.levelShift).toBeGreaterThan(0);
    const largest = Math.max(...unhappyModel.lessons.map(({ shift }) => Math.abs(shift)));
    expect(unhappyModel.levelShift).toBeLessThan(largest);
  });

  it('gives no coefficient to a signal that nobody has, and names it', () => {
    const silent = windowsOf(1000, () => 0).map((window) => ({
      ...window,
      cases: window.cases.map((each) => ({
        ...each,
        statistics: { ...each.statistics, signals: noSignals },
      })),
    }));
    const model = fitChurn(silent, conditions(withoutSignals));
    expect(model.unused).toEqual([
      'complaints',
      'fresh_complaint',
      'open_tickets',
      'has_answered',
      'satisfaction',
      'satisfaction_change',
      'has_points',
      'idle_points',
      'touch_since_purchase',
    ]);
    expect(model.signals.map(({ signal }) => signal)).not.toContain('complaints');
  });

  it('says that it knows the transaction model only where the past holds too little', () => {
    for (const windows of [[], windowsOf(20, () => 0)]) {
      const model = fitChurn(windows, conditions(everybody));
      expect(ChurnModel.parse(model)).toMatchObject({ kind: 'transactions', signals: [] });
      const learnt = churnEvaluator(model, transactions, settings);
      const plain = churnEvaluator(null, transactions, settings);
      for (const each of everybody) expect(learnt.risk(each)).toBe(plain.risk(each));
    }
    const nobody = fitChurn([], { ...conditions([]), current: null });
    expect(ChurnModel.parse(nobody)).toMatchObject({ kind: 'transactions', modelMean: 0 });
  });

  it('counts time in the gaps of the shop, and reads versions from before they were kept', () => {
    const repeats = everybody.reduce((sum, { statistics }) => sum + statistics.purchaseDays - 1, 0);
    const days = everybody.reduce(
      (sum, { statistics }) => sum + (statistics.lastDay ?? 0) - (statistics.firstDay ?? 0),
      0,
    );
    expect(unhappyModel.gapDays).toBeCloseTo(days / repeats, 9);
    const { gapDays: _, ...older } = unhappyModel;
    const parsed = ChurnModel.parse(older);
    expect(parsed.gapDays).toBeNull();
    const asBefore = churnEvaluator(parsed, transactions, settings);
    const inNinths = churnEvaluator(
      { ...unhappyModel, gapDays: horizonDays / 9 },
      transactions,
      settings,
    );
    for (const each of everybody) expect(asBefore.risk(each)).toBe(inNinths.risk(each));
  });

  it('lets the transaction model earn its say: little where outcomes do not follow it', () => {
    const follow = fitChurn(
      windowsOf(3000, () => 0),
      conditions(everybody),
    );
    const ignore = windowsOf(3000, () => 0).map((window) => ({
      ...window,
      cases: window.cases.map((each, index) => ({ ...each, churned: index % 3 > 0 })),
    }));
    expect(follow.modelWeight).toBeGreaterThan(0.9);
    expect(fitChurn(ignore, conditions(everybody)).modelWeight).toBeCloseTo(0.1, 6);
  });

  it('does not depend on the order of the customers', () => {
    const windows = windowsOf(600, unhappyShop);
    const turned = windows.map((window) => ({ ...window, cases: window.cases.toReversed() }));
    const [one, other] = [
      fitChurn(windows, conditions(everybody)),
      fitChurn(turned, conditions(everybody.toReversed())),
    ];
    expect(other.intercept).toBeCloseTo(one.intercept, 8);
    for (const { signal, coefficient: learnt } of one.signals) {
      expect(coefficient(other, signal)).toBeCloseTo(learnt, 8);
    }
  });

  it('stays finite on small samples, whoever churned', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const truth = seed % 2 === 0 ? () => 6 : unhappyShop;
      const model = fitChurn(windowsOf(60, truth, seed), conditions(populationOf(60, seed)));
      const { risk } = churnEvaluator(model, transactions, settings);
      for (const each of everybody.slice(0, 50)) {
        const value = risk(each) ?? Number.NaN;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });
});
