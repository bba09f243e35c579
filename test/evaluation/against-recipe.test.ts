import { describe, expect, it } from 'vitest';
import { againstRecipe } from '../../lib/evaluation/against-recipe.ts';
import { holdOutOf } from '../../lib/evaluation/hold-out.ts';
import { pastOf } from '../../lib/evaluation/past.ts';
import type { HoldOut } from '../../lib/scoring/evaluation-schema.ts';
import type { Recipe } from '../../lib/scoring/recipe.ts';
import { dateToDay } from '../../lib/shared/time.ts';
import { growingShop } from '../runs/growing-shop.ts';

const contractGraceDays = 30;
const lastDay = dateToDay('2026-02-28');
const shop = growingShop({
  ...{ customers: 600, firstDay: lastDay - 540, lastDay, drift: 2.5, regularity: 1 },
});
const customers = [...shop].map(([customerId, events]) => ({ customerId, events }));
const past = pastOf(customers, {
  ...{ lastDay, knownAt: '2027-01-01T00:00:00.000Z', contractGraceDays },
});
const { holdOut } = holdOutOf(
  past,
  { cutDay: lastDay - 180, windowDays: 180 },
  { wanted: 'auto', currencyExponent: 2, contractGraceDays, active: null },
);
if (holdOut === null) throw new Error('the shop is large enough for a hold-out');

const plain: Recipe = { transactions: 'mbg-nbd', churn: 'transactions' };
const combined: Recipe = { transactions: 'mbg-nbd', churn: 'combined' };
const other: Recipe = { transactions: 'pareto-nbd', churn: 'transactions' };

const compare = (own: Recipe, active: Recipe, published: HoldOut['published']['churn']) =>
  againstRecipe(past, {
    holdOut: { ...holdOut, published: { ...holdOut.published, churn: published } },
    ...{ own, active, contractGraceDays },
  });

describe('the recipe of a version against that of the model in use', () => {
  it('has nothing to lose to itself', () => {
    const same = compare(combined, combined, 'combined');
    expect(same.map(({ measure }) => measure)).toEqual(['brier', 'mae']);
    for (const { difference, standardError, loses } of same)
      expect([difference, standardError, loses]).toEqual([0, 0, false]);
  });

  it('is mirrored when the two change places', () => {
    const [there, back] = [compare(plain, other, 'combined'), compare(other, plain, 'combined')];
    expect(there).toHaveLength(2);
    for (const [index, { difference, standardError }] of there.entries()) {
      expect(difference).not.toBe(0);
      expect(back[index]?.difference).toBeCloseTo(-difference, 12);
      expect(back[index]?.standardError).toBeCloseTo(standardError, 12);
    }
  });

  it('does not lose the combined risk twice: where the hold-out withdrew it, neither has it', () => {
    for (const { difference } of compare(plain, combined, 'transactions'))
      expect(difference).toBe(0);
    const differences = compare(plain, combined, 'combined').map(({ measure, difference }) => [
      measure,
      difference === 0,
    ]);
    expect(differences).toEqual([
      ['brier', false],
      ['mae', true],
    ]);
  });

  it('is not known where the data before the cut do not determine one of them', () => {
    const candidates = holdOut.candidates.map((candidate) =>
      candidate.model === other.transactions
        ? { ...candidate, fit: 'not_identified' as const }
        : candidate,
    );
    const match = { holdOut: { ...holdOut, candidates }, own: plain, active: other };
    expect(againstRecipe(past, { ...match, contractGraceDays })).toEqual([]);
  });
});
