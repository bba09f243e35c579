import { describe, expect, it } from 'vitest';
import { type HoldOutOutcome, holdOutOf } from '../../lib/evaluation/hold-out.ts';
import { lessonsOf } from '../../lib/evaluation/lessons.ts';
import { type CustomerLedger, pastOf } from '../../lib/evaluation/past.ts';
import type { LedgerEvent } from '../../lib/events/ledger-event.ts';
import { Evaluation } from '../../lib/scoring/evaluation-schema.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';
import { purchaseEvent, smallShop } from '../jobs/support/shop.ts';
import { ledgersOf } from './ledgers.ts';

const lastDay = dateToDay('2026-02-28');
const knownAt = '2027-01-01T00:00:00.000Z';
const shop = ledgersOf(smallShop(150, '2026-02-28'));
const cut = { cutDay: lastDay - 60, windowDays: 60 };
const settings = {
  ...{ wanted: 'auto' as const, currencyExponent: 2, contractGraceDays: 30, active: null },
};

const pastWith = (ledgers: readonly CustomerLedger[]) =>
  pastOf(ledgers, { lastDay, knownAt, contractGraceDays: 30 });
const holdOut = (ledgers: readonly CustomerLedger[]): HoldOutOutcome =>
  holdOutOf(pastWith(ledgers), cut, settings);

const ledger = (customerId: string, dates: readonly string[]): CustomerLedger => ({
  customerId,
  events: dates.map((date, index) => purchaseEvent(customerId, { date, amount: 500 }, index)),
});

describe('cases of a window', () => {
  it('know nothing of what came after the cut, and count it by purchase days', () => {
    const { cases, bornAfter } = pastWith([
      ledger('b', ['2025-10-01', '2025-10-15', '2026-01-10', '2026-01-10', '2026-02-01']),
      ledger('a', ['2025-12-01']),
      ledger('c', ['2026-02-02']),
    ]).casesAt(cut);
    expect(cases.map(({ customerId }) => customerId)).toEqual(['a', 'b']);
    expect(cases[0]).toMatchObject({ purchases: 0, spend: 0, logGaps: 0 });
    expect(cases[1]).toMatchObject({
      statistics: { purchaseDays: 2, total: 1000 },
      purchases: 2,
      spend: 1500,
      logGaps: Math.log(2),
    });
    expect(bornAfter).toBe(1);
  });

  it('count from the day after the cut to the last day of the window', () => {
    const came = (date: string) =>
      pastWith([ledger('a', ['2025-10-01', date])]).casesAt({ ...cut, windowDays: 30 }).cases[0]
        ?.purchases;
    const around = ['2025-12-30', '2025-12-31', '2026-01-29', '2026-01-30'];
    expect(around.map(came)).toEqual([0, 1, 1, 0]);
  });

  it('leave out what arrived later than it may be known', () => {
    const late: LedgerEvent = {
      ...purchaseEvent('a', { date: '2025-11-01', amount: 500 }, 9),
      recordedAt: '2027-02-01T00:00:00.000Z',
    };
    const { cases } = pastWith([
      { customerId: 'a', events: [...ledger('a', ['2025-10-01']).events, late] },
    ]).casesAt(cut);
    expect(cases[0]?.statistics.purchaseDays).toBe(1);
  });
});

describe('hold-out', () => {
  it('has every candidate, the published combination and the baselines, in the shape that is promised', () => {
    const lessons = lessonsOf(pastWith(shop), { ...settings, horizonDays: 60 });
    const known = lessons.evaluate(null);
    const evaluation = {
      ...{ spendCorrelation: null, spendDependsOnFrequency: false },
      choice: lessons.choose([]),
      ...known,
    };
    expect(Evaluation.parse(evaluation)).toEqual(evaluation);
    expect(known.holdOut?.candidates.map(({ model }) => model)).toEqual(
      Object.keys(transactionModels),
    );
    expect(lessons.regularity).toHaveLength(150);
  });

  it('R21: is the same whatever the order of the customers', () => {
    expect(holdOut(shop.toReversed())).toEqual(holdOut(shop));
  });

  it('R15: leaves customers born after the cut out and counts them', () => {
    const born = ledger('cus_born', ['2026-02-01', '2026-02-20']);
    const before = holdOut(shop);
    const after = holdOut([...shop, born]);
    expect(after.holdOut).toEqual({
      ...before.holdOut,
      bornAfter: (before.holdOut?.bornAfter ?? 0) + 1,
    });
  });

  it('leaves customers with a contract out and counts them: their end is seen, not inferred', () => {
    const paid: LedgerEvent = {
      ...purchaseEvent('cus_contract', { date: '2025-11-01', amount: 500 }, 0),
      ...{ type: 'subscription', subscriptionId: 's', status: 'paid', endsOn: '2026-10-31' },
    };
    const bought = purchaseEvent('cus_contract', { date: '2025-11-01', amount: 500 }, 1);
    const contract = { customerId: 'cus_contract', events: [paid, bought] };
    const { holdOut: result } = holdOut([...shop, contract]);
    expect(result?.contractual).toBe(1);
    expect(result?.customers).toBe(holdOut(shop).holdOut?.customers);
  });

  it('says what is missing instead of guessing', () => {
    expect(holdOut(shop.slice(0, 5))).toEqual({
      holdOut: null,
      missing: expect.arrayContaining([{ what: 'customers', has: expect.any(Number), needs: 30 }]),
    });
    const young = pastOf([ledger('a', ['2026-02-20'])], {
      lastDay,
      knownAt,
      contractGraceDays: 30,
    });
    expect(lessonsOf(young, { ...settings, horizonDays: 273 }).evaluate(null)).toMatchObject({
      holdOut: null,
      missing: [{ what: 'days', has: 9, needs: 28 }],
    });
    const nobody = lessonsOf(pastOf([], { lastDay, knownAt, contractGraceDays: 30 }), {
      ...settings,
      horizonDays: 273,
    });
    expect(nobody.evaluate(null).holdOut).toBeNull();
    expect(nobody.choose([])).toMatchObject({ chosen: null });
  });

  it('holds the model in use against the same customers: the same one neither wins nor loses', () => {
    const first = holdOut(shop).holdOut;
    const model = first?.candidates.find(
      (candidate) => candidate.model === first.published.transactions,
    );
    const row = Object.values(transactionModels).find(({ name }) => name === model?.model);
    if (!model || !row) throw new Error('a model is published');
    const recipe = { transactions: row.name, churn: 'transactions' } as const;
    const transactions = row.at(model.parameters);
    const active = { transactions, recipe, churn: null, dataEndDay: cut.cutDay };
    const { holdOut: result } = holdOutOf(pastWith(shop), cut, { ...settings, active });
    const compared = result?.comparisons.filter(({ against }) => against === 'active') ?? [];
    expect(compared.map(({ measure }) => measure)).toEqual(['brier', 'mae']);
    expect(compared.find(({ measure }) => measure === 'mae')).toMatchObject({
      difference: 0,
      standardError: 0,
      loses: false,
    });
  });
});
