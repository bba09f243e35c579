import { describe, expect, it } from 'vitest';
import { paretoNbd } from '../../lib/value/pareto-nbd.ts';
import { customersUpTo, dayOf, hasCdnow, historyOf, readCdnow } from './cdnow-data.ts';

const cut = dayOf('1997-09-30');
const weeks = 39;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Errors of the purchase days expected in the 39 weeks after the calibration. */
const holdOut = (set: 'sample' | 'master') => {
  const purchases = readCdnow(set);
  const customers = customersUpTo(purchases, cut);
  const later = new Map(
    customersUpTo(
      purchases.filter(({ day }) => day > cut),
      cut + weeks * 7,
    ).map(({ id, days }) => [id, days.size]),
  );
  const histories = customers.map((customer) => historyOf(customer, cut));
  const evaluator = paretoNbd.at(paretoNbd.fit(histories).parameters);
  const actual = customers.map(({ id }) => later.get(id) ?? 0);
  const errors = histories.map(
    (history, index) => evaluator.expectedPurchases(history, weeks) - (actual[index] ?? 0),
  );
  return {
    total: sum(actual),
    bias: sum(errors) / sum(actual),
    mae: sum(errors.map(Math.abs)) / errors.length,
    rmse: Math.sqrt(sum(errors.map((error) => error ** 2)) / errors.length),
  };
};

describe.skipIf(!hasCdnow)(
  'Pareto/NBD on the held-out weeks of CDNOW (skipped without ../shared/data)',
  () => {
    // Purchases made, and the best figures of the peers.
    it.each([
      ['sample', 1882, { bias: 0.11505, mae: 0.75455, rmse: 1.60285 }],
      ['master', 19_684, { bias: 0.1287, mae: 0.7939, rmse: 1.7263 }],
    ] as const)('%s: errs no more than its peers on %d purchases', (set, total, peers) => {
      const found = holdOut(set);
      expect(found.total).toBe(total);
      expect(Math.abs(found.bias)).toBeLessThanOrEqual(peers.bias);
      expect(found.mae).toBeLessThanOrEqual(peers.mae);
      expect(found.rmse).toBeLessThanOrEqual(peers.rmse);
    });
  },
);
