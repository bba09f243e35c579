import { describe, expect, it } from 'vitest';
import { mbgCnbdK } from '../../lib/value/mbg-cnbd-k.ts';
import { mbgNbd } from '../../lib/value/mbg-nbd.ts';
import type { TransactionModel } from '../../lib/value/transaction-model.ts';
import { type GroceryCustomer, hasGrocery, readGrocery } from './grocery-data.ts';

/** Errors of the purchases expected in the 52 weeks that were held out. */
const holdOut = (model: TransactionModel, customers: readonly GroceryCustomer[]) => {
  const evaluator = model.at(model.fit(customers.map(({ history }) => history)).parameters);
  const errors = customers.map(
    ({ history, actual }) => evaluator.expectedPurchases(history, 52) - actual,
  );
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    bias: sum(errors) / sum(customers.map(({ actual }) => actual)),
    mae: sum(errors.map(Math.abs)) / customers.length,
    rmse: Math.sqrt(sum(errors.map((error) => error ** 2)) / customers.length),
  };
};

describe.skipIf(!hasGrocery)(
  'grocery, 1,525 regular buyers, calibrated on 52 weeks (skipped without ../shared/data)',
  () => {
    const customers = hasGrocery ? readGrocery() : [];

    it('MBG/CNBD-k gives k = 2, the parameters and the likelihood of BTYDplus', () => {
      const fit = mbgCnbdK.fit(customers.map(({ history }) => history));
      expect(fit).toMatchObject({ fit: 'converged', customers: 1525, parameters: { k: 2 } });
      const published = { r: 1.3292, alpha: 2.8126, a: 0.4247, b: 0.79 };
      for (const [name, value] of Object.entries(published)) {
        expect(Math.abs((fit.parameters[name] ?? 0) / value - 1), name).toBeLessThan(1e-3);
      }
      expect(fit.logLikelihood).toBeCloseTo(-14978.21, 2);
    });

    it('its exact expectation predicts the next year better than the published approximation', () => {
      const regular = holdOut(mbgCnbdK, customers);
      expect(regular.mae).toBeLessThanOrEqual(1.431);
      expect(regular.rmse).toBeLessThanOrEqual(3.1873);
      expect(Math.abs(regular.bias)).toBeLessThanOrEqual(0.171);
      expect(regular.mae).toBeCloseTo(1.3998, 3);
      const irregular = holdOut(mbgNbd, customers);
      expect(irregular.mae).toBeCloseTo(1.513, 3);
      expect(irregular.rmse).toBeCloseTo(3.2085, 3);
      expect(irregular.bias).toBeCloseTo(0.188, 3);
    });
  },
);
