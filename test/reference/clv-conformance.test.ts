import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bgNbd } from '../../lib/value/bg-nbd.ts';
import { discountedPurchases } from '../../lib/value/discounted-value.ts';
import { gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import { mbgNbd } from '../../lib/value/mbg-nbd.ts';
import type { TransactionModel } from '../../lib/value/transaction-model.ts';

const schema = z.object({
  count: z.literal(1422),
  cases: z.array(
    z.object({
      id: z.string(),
      model: z.enum(['bgnbd', 'mbgnbd', 'pnbd', 'gg', 'bgnbd+gg']),
      fn: z.string(),
      params: z.record(z.string(), z.number()),
      args: z.record(z.string(), z.number()),
      expected: z.number(),
    }),
  ),
});
const { cases } = schema.parse(
  JSON.parse(readFileSync(resolve(import.meta.dirname, 'clv-conformance.json'), 'utf8')),
);
type Case = (typeof cases)[number];

const medianSpend = 30;

const evaluateTransactions = (
  model: TransactionModel,
  { fn, params, args }: Case,
): number | undefined => {
  const evaluator = model.at(params);
  const { x = 0, t_x: tx = 0, T = 0, t = 0, n = 0 } = args;
  const history = { x, tx, T };
  const functions: Readonly<Record<string, () => number>> = {
    logLikelihood: () => evaluator.logLikelihood(history),
    pAlive: () => evaluator.aliveProbability(history),
    expectedPurchases: () => evaluator.expectedPurchases(history, t),
    pNoPurchase: () => evaluator.noPurchaseProbability(history, t),
    unconditionalExpectation: () => evaluator.unconditionalExpectation(t),
    pmf: () => evaluator.newCustomerCountProbability(n, t),
  };
  return functions[fn]?.();
};

const evaluateSpend = ({ fn, params, args }: Case): number | undefined => {
  const evaluator = gammaGammaAt(params, medianSpend);
  const history = { x: args['x'] ?? 0, zbar: args['m'] ?? 0 };
  const functions: Readonly<Record<string, () => number>> = {
    logLikelihood: () => evaluator.logLikelihood(history),
    expectedSpend: () => evaluator.expectedSpend(history),
  };
  return functions[fn]?.();
};

const evaluateValue = ({ params, args }: Case): number => {
  const {
    x = 0,
    t_x: tx = 0,
    T = 0,
    m: zbar = 0,
    steps = 0,
    stepLength: stepWeeks = 0,
    ratePerStep = 0,
  } = args;
  const purchases = discountedPurchases(
    bgNbd.at(params),
    { x, tx, T },
    { steps, stepWeeks, ratePerStep },
  );
  return gammaGammaAt(params, medianSpend).expectedSpend({ x, zbar }) * purchases;
};

const errorOf = (actual: number | undefined, expected: number): number => {
  const absolute = Math.abs((actual ?? Number.NaN) - expected);
  const error = Math.min(absolute, absolute / Math.abs(expected));
  return Number.isFinite(actual)
    ? Number.isNaN(error)
      ? absolute
      : error
    : Number.POSITIVE_INFINITY;
};

describe('1,422 reference cases in 40 to 80 digit arithmetic, those of the models that exist', () => {
  const suites: readonly [string, number, (row: Case) => number | undefined][] = [
    ['bgnbd', 417, (row) => evaluateTransactions(bgNbd, row)],
    ['mbgnbd', 355, (row) => evaluateTransactions(mbgNbd, row)],
    ['gg', 25, evaluateSpend],
    ['bgnbd+gg', 4, evaluateValue],
  ];
  it.each(suites)(
    '%s: none of %i non-finite, none off by more than 1e-9',
    (name, count, evaluate) => {
      const own = cases.filter(({ model }) => model === name);
      const wrong = own
        .map((row) => ({ id: row.id, error: errorOf(evaluate(row), row.expected) }))
        .filter(({ error }) => error > 1e-9);
      expect(own).toHaveLength(count);
      expect(wrong).toEqual([]);
    },
  );
});
