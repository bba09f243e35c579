import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberByHistory, rememberLast } from '../../lib/value/history-memo.ts';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';

const history = fc
  .record({
    x: fc.nat(200),
    T: fc.integer({ min: 1, max: 3650 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : Math.round(T * share) / 7, T: T / 7 }));

describe('what customers share', () => {
  it('is what it would be without the memo, whoever was asked about before', () => {
    const value = (x: number, time: number, horizon: number): number => x + time / 7 + horizon * 31;
    const remembered = rememberByHistory(value);
    for (let call = 0; call < 300_000; call += 1) {
      const [x, time, horizon] = [call % 11, (call * 7919) % 3001, 4 * (call % 13)];
      if (remembered(x, time, horizon) !== value(x, time, horizon)) {
        expect.fail(`${x}, ${time}, ${horizon}`);
      }
    }
  });

  it('is computed once where the same histories come again, at every horizon', () => {
    let computed = 0;
    const remembered = rememberByHistory((x, time, horizon) => {
      computed += 1;
      return x + time + horizon;
    });
    for (let round = 0; round < 100; round += 1) {
      for (let T = 1; T <= 20; T += 1) {
        for (let step = 1; step <= 13; step += 1) remembered(3, T, step * 4);
      }
    }
    // 256 calls before there is a memo; places that two histories share are few.
    expect(computed).toBeLessThan(256 + 260 * 10);
  });
});

describe('what is asked about one customer many times', () => {
  it('is computed once, and again for any other history', () => {
    let computed = 0;
    const remembered = rememberLast(({ x, tx, T }) => {
      computed += 1;
      return x * 10_000 + tx * 100 + T;
    });
    const first = { x: 1, tx: 2, T: 3 };
    expect([remembered(first), remembered({ ...first }), remembered(first)]).toEqual([
      10_203, 10_203, 10_203,
    ]);
    expect(computed).toBe(1);
    expect(remembered({ ...first, x: 2 })).toBe(20_203);
    expect(remembered({ ...first, tx: 1 })).toBe(10_103);
    expect(remembered({ ...first, T: 4 })).toBe(10_204);
    expect(computed).toBe(4);
  });

  it('gives a used evaluator the values of a new one', () => {
    const parameters = { r: 0.553, alpha: 10.58, s: 0.606, beta: 11.66 };
    const used = paretoNbd.at(parameters);
    fc.assert(
      fc.property(history, (customer) => {
        const fresh = paretoNbd.at(parameters);
        for (const horizon of [4, 39]) {
          expect(used.expectedPurchases(customer, horizon)).toBe(
            fresh.expectedPurchases(customer, horizon),
          );
          expect(used.noPurchaseProbability(customer, horizon)).toBe(
            fresh.noPurchaseProbability(customer, horizon),
          );
        }
        expect(used.aliveProbability(customer)).toBe(fresh.aliveProbability(customer));
      }),
      { numRuns: 500 },
    );
  });
});
