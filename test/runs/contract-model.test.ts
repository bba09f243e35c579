import { describe, expect, it } from 'vitest';
import { foldLedger } from '../../lib/events/fold.ts';
import { judgeVersion } from '../../lib/runs/judge-version.ts';
import { makeModel } from '../../lib/runs/make-model.ts';
import { decide } from '../../lib/scoring/decide.ts';
import type { ModelVersion } from '../../lib/scoring/model-version.ts';
import { defaultPolicy } from '../../lib/scoring/policy/policy.ts';
import { prepareScoring } from '../../lib/scoring/scoring.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { shiftedBetaGeometricAt } from '../../lib/value/shifted-beta-geometric.ts';
import { contractLedgers } from '../jobs/support/contracts.ts';
import { type Ledgers, ledgersOf, smallShop } from '../jobs/support/shop.ts';

const lastDate = '2026-03-01';
const policy = { ...defaultPolicy };
const contracts = contractLedgers({ size: 300, lastDate, daysMax: 900 });
const buyers = ledgersOf(smallShop(150, lastDate));

const statisticsOf = (ledgers: Ledgers, date: string) =>
  [...ledgers.values()].map(
    (events) => foldLedger(events, { asOfDay: dateToDay(date) }).statistics,
  );

const night = (ledgers: Ledgers, active: ModelVersion | null = null, asOf = lastDate) => {
  const sample = statisticsOf(ledgers, asOf);
  const fitted = makeModel({
    asOf,
    knownAt: '2027-01-01T00:00:00.000Z',
    sample,
    ledgers: [...ledgers].map(([customerId, events]) => ({ customerId, tier: null, events })),
    friends: new Map(),
    customers: ledgers.size,
    policy: { policy, version: 1, since: null, by: null },
    active,
    currency: 'CNY',
    now: '2026-03-02T00:00:00.000Z',
  });
  return { fitted, ...judgeVersion({ fitted, active, policy, sample, dryRun: false }) };
};

describe('a firm of contracts without a purchase', () => {
  const first = night(contracts);

  it('gets a version of fitted renewals alone, promoted as the first model', () => {
    expect(first).toMatchObject({ decision: 'promoted', reason: 'first model' });
    expect(first.model).toMatchObject({ status: 'candidate', transactions: null, tiers: [] });
    expect(first.model.candidates.every(({ fit: status }) => status === 'not_identified')).toBe(
      true,
    );
    const [monthly] = first.model.churn?.renewals ?? [];
    expect(monthly).toMatchObject({ method: 'shifted_beta_geometric', contracts: 300 });
    expect(monthly?.decided).toBeGreaterThan(200);
  });

  it('knows from a window that was kept back how good they are, and better than the prior', () => {
    const { renewals, holdOut, missing } = first.model.evaluation;
    expect({ holdOut, missing: missing.length > 0 }).toEqual({ holdOut: null, missing: true });
    const kept = renewals?.holdOut;
    expect(kept?.contracts).toBeGreaterThan(50);
    expect(Math.abs((kept?.expected ?? 0) - (kept?.lapsed ?? 1))).toBeLessThan(0.1);
    expect(kept?.brier).toBeLessThan(kept?.priorBrier ?? 0);
    expect(kept?.loses).toBe(false);
  });

  it('scores contracts by it, and says of nobody what it does not know', () => {
    const day = dateToDay(lastDate);
    const scoring = prepareScoring(first.model, policy, 'CNY');
    const [, events = []] = [...contracts].at(-1) ?? [];
    const { statistics } = foldLedger(events, { asOfDay: day });
    const { contract } = statistics.signals;
    const { alpha = 0, beta = 0 } = first.model.churn?.renewals[0] ?? {};
    const due = 1 + Math.floor((day + 273 - 1 - (contract?.endDay ?? 0)) / 30);
    const risk = scoring.churn.risk({ statistics, day });
    expect(risk).toBeCloseTo(
      shiftedBetaGeometricAt({ alpha, beta }).cancelProbability(contract?.renewals ?? 0, due),
      12,
    );
    expect(decide(scoring, statistics, { day, stored: null }).classes).toMatchObject({
      tier: null,
      risk: expect.stringMatching(/low|medium|high/),
    });
    const [buyer = statistics] = statisticsOf(buyers, lastDate);
    expect(decide(scoring, buyer, { day, stored: null })).toMatchObject({
      classes: { tier: null, risk: null },
      value: null,
    });
  });

  it('is fitted anew when renewals move, not before a week and not for nothing', () => {
    const none = { asOf: '2026-03-04', days: /less than 7 days/ };
    expect(night(contracts, first.model, none.asOf).reason).toMatch(none.days);
    const active = { ...first.model, version: 'mdl_before', dataEnd: '2026-01-01' };
    expect(night(contracts, active)).toMatchObject({
      decision: 'candidate',
      reason: 'moves totals and bounds by at most 0.0 %',
    });
    const [monthly, ...longer] = active.churn?.renewals ?? [];
    const churn = active.churn &&
      monthly && {
        ...active.churn,
        renewals: [{ ...monthly, alpha: 3 * monthly.alpha }, ...longer],
      };
    expect(night(contracts, { ...active, churn: churn ?? null })).toMatchObject({
      decision: 'promoted',
      reason: expect.stringMatching(/^moves totals/),
    });
  });

  it('is not used before 20 contracts of a term were renewed or ended', () => {
    const few = night(contractLedgers({ size: 15, lastDate, daysMax: 400 }));
    expect(few).toMatchObject({ decision: 'rejected', model: { status: 'insufficient_data' } });
    const young = night(contractLedgers({ size: 300, lastDate, daysMax: 29 }));
    expect(young.model.churn?.renewals[0]).toMatchObject({ contracts: 300, decided: 0 });
    expect(young.decision).toBe('rejected');
    expect(young.model.evaluation.renewals).toEqual({
      holdOut: null,
      missing: [{ what: 'days', has: 0, needs: 28 }],
    });
  });
});

describe('a firm of contracts and purchases', () => {
  it('has both in one version', () => {
    const mixed = night(new Map([...contracts, ...buyers]));
    expect(mixed).toMatchObject({ decision: 'promoted', reason: 'first model' });
    expect(mixed.model.transactions).not.toBeNull();
    expect(mixed.model.churn?.renewals).toEqual(night(contracts).model.churn?.renewals);
  });

  it('does not let its contracts wait for purchases that cannot be used', () => {
    const few = new Map([...contracts, ...[...buyers].slice(0, 12)]);
    const { fitted, model, decision, reason } = night(few);
    expect(fitted.transactions).not.toBeNull();
    expect({ decision, reason }).toEqual({
      decision: 'promoted',
      reason: 'first model, of renewals alone: fewer than 10 repeat buyers',
    });
    expect(model.transactions).toBeNull();
    expect(model.version).not.toBe(fitted.version);
    expect(night(few, model)).toMatchObject({
      decision: 'promoted',
      model: { version: model.version },
    });
  });

  it('takes a transaction model over that the one in use has not', () => {
    const active = { ...night(contracts).model, dataEnd: '2026-01-01' };
    expect(night(new Map([...contracts, ...buyers]), active)).toMatchObject({
      decision: 'promoted',
      reason: expect.stringContaining('a transaction model'),
    });
  });

  it('keeps the transaction model in use where the next fit has none', () => {
    const active = { ...night(new Map([...contracts, ...buyers])).model, dataEnd: '2026-01-01' };
    expect(night(contracts, active)).toMatchObject({
      decision: 'candidate',
      reason: 'without a transaction model',
    });
  });
});
