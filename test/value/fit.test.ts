import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { historyFault, type PurchaseHistory } from '../../lib/value/purchase-history.ts';
import type { TransactionModel } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';
import { customersUpTo, dayOf, hasCdnow, historyOf, readCdnow } from '../reference/cdnow-data.ts';
import { simulateHistories } from './simulate-histories.ts';

const models: readonly (readonly [string, TransactionModel])[] = Object.entries(transactionModels);
const truth = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const simulated = simulateHistories(20_000, truth, 20261121);
const pick = (rows: readonly PurchaseHistory[], indexes: readonly number[]) =>
  indexes.flatMap((index) => rows[index % rows.length] ?? []);

describe.each(models)('fit of %s', (_name, model) => {
  it('does not depend on the order of customers, bit by bit', () => {
    const some = simulated.slice(0, 500);
    const shuffled = some.toSorted(
      (left, right) => Math.sin(left.T * 9 + left.tx) - Math.sin(right.T * 9 + right.tx),
    );
    expect(model.fit(shuffled)).toEqual(model.fit(some));
  });

  it('never throws on samples of 50 customers and says what it got', () => {
    const end = dayOf('1997-09-30');
    const source = hasCdnow
      ? customersUpTo(readCdnow('sample'), end).map((customer) => historyOf(customer, end))
      : simulated;
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 20_000 }), { minLength: 50, maxLength: 50 }),
        (indexes) => {
          const fit = model.fit(pick(source, indexes));
          const { a = 0, b = 0 } = fit.parameters;
          expect(
            Object.values(fit.parameters).every((value) => value > 0 && Number.isFinite(value)),
          ).toBe(true);
          expect(Number.isFinite(fit.logLikelihood) && Number.isFinite(fit.gradientNorm)).toBe(
            true,
          );
          expect(['converged', 'boundary', 'not_identified']).toContain(fit.fit);
          // A runaway is never called an optimum.
          expect(fit.fit === 'converged' && (a + b > 1000 || fit.gradientNorm > 1e-5)).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never throws on a handful of arbitrary customers, and what it finds can be evaluated', () => {
    const anyRow = fc
      .record({
        x: fc.nat({ max: 40 }),
        T: fc.nat({ max: 700 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : Math.floor(T * share) / 7, T: T / 7 }));
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (rows) => {
        const fit = model.fit(rows);
        const evaluator = model.at(fit.parameters);
        for (const row of rows) {
          expect(evaluator.expectedPurchases(row, 39)).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(evaluator.expectedPurchases(row, 39))).toBe(true);
        }
        expect(
          Object.values(fit.parameters).every((value) => value > 0 && Number.isFinite(value)),
        ).toBe(true);
      }),
    );
  });

  it('calls data without repeat purchases, without time or without customers not identified', () => {
    const once = Array.from({ length: 30 }, (_, T) => ({ x: 0, tx: 0, T }));
    const sameDay = Array.from({ length: 30 }, () => ({ x: 1, tx: 0, T: 0 }));
    expect([once, sameDay, []].map((rows) => model.fit(rows).fit)).toEqual([
      'not_identified',
      'not_identified',
      'not_identified',
    ]);
  });

  it('R2: calls a population without measurable dropout a boundary', () => {
    const loyal = simulateHistories(2000, { r: 2, alpha: 10, a: 1e-9, b: 1 }, 7);
    expect(model.fit(loyal).fit).toBe('boundary');
  });

  it('refuses histories that no customer can have', () => {
    expect(() => model.fit([{ x: 1, tx: 5, T: 4 }])).toThrow(RangeError);
  });
});

describe('fit of BG/NBD on simulated customers', () => {
  it('R19: recovers what generated them', () => {
    const fit = bgNbd.fit(simulated);
    expect(fit.fit).toBe('converged');
    for (const [name, value] of Object.entries(truth)) {
      expect(Math.abs((fit.parameters[name] ?? 0) / value - 1), name).toBeLessThan(0.1);
    }
  });
});

describe('history checks', () => {
  it('R15: name the fault', () => {
    expect(historyFault({ x: 2, tx: 3, T: 3 })).toBeNull();
    expect(historyFault({ x: 1.5, tx: 3, T: 3 })).toContain('whole');
    expect(historyFault({ x: -1, tx: 0, T: 3 })).toContain('whole');
    expect(historyFault({ x: 0, tx: 1, T: 3 })).toContain('x is 0');
    expect(historyFault({ x: 1, tx: 1, T: Number.NaN })).toContain('finite');
    expect(historyFault({ x: 1, tx: Number.NaN, T: 3 })).toContain('between');
  });
});
