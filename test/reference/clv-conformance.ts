import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { discountedPurchases } from '../../lib/value/discounted-value.ts';
import { gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import type { TransactionEvaluator } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';

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
type ConformanceCase = z.infer<typeof schema>['cases'][number];

/** Reference values in 40 to 80 digit arithmetic, in weeks. */
export const conformanceCases: readonly ConformanceCase[] = schema.parse(
  JSON.parse(readFileSync(resolve(import.meta.dirname, 'clv-conformance.json'), 'utf8')),
).cases;

/** Largest error allowed, by the smaller of the absolute and the relative. */
export const errorAllowed = 1e-9;

/** No case asks for a Gamma-Gamma model without a mean, where this would stand in. */
const medianSpend = 30;

type Evaluation = (
  evaluator: TransactionEvaluator,
  args: Readonly<Record<string, number>>,
) => number;

const historyOf = ({ x = 0, t_x: tx = 0, T = 0 }: Readonly<Record<string, number>>) => ({
  x,
  tx,
  T,
});

const transactionFunctions: Readonly<Record<string, Evaluation>> = {
  logLikelihood: (evaluator, args) => evaluator.logLikelihood(historyOf(args)),
  pAlive: (evaluator, args) => evaluator.aliveProbability(historyOf(args)),
  expectedPurchases: (evaluator, args) =>
    evaluator.expectedPurchases(historyOf(args), args['t'] ?? 0),
  pNoPurchase: (evaluator, args) =>
    evaluator.noPurchaseProbability(historyOf(args), args['t'] ?? 0),
  dert: (evaluator, args) => evaluator.discountedResidual(historyOf(args), args['delta'] ?? 0),
  unconditionalExpectation: (evaluator, { t = 0 }) => evaluator.unconditionalExpectation(t),
  pmf: (evaluator, { n = 0, t = 0 }) => evaluator.newCustomerCountProbability(n, t),
};

const spendFunctions: Readonly<Record<string, (row: ConformanceCase) => number>> = {
  logLikelihood: ({ params, args }) =>
    gammaGammaAt(params, medianSpend).logLikelihood({ x: args['x'] ?? 0, zbar: args['m'] ?? 0 }),
  expectedSpend: ({ params, args }) =>
    gammaGammaAt(params, medianSpend).expectedSpend({ x: args['x'] ?? 0, zbar: args['m'] ?? 0 }),
};

const lifetimeValue = ({ params, args }: ConformanceCase): number => {
  const { x = 0, m: zbar = 0, steps = 0, stepLength: stepWeeks = 0, ratePerStep = 0 } = args;
  const plan = { steps, stepWeeks, ratePerStep };
  const purchases = discountedPurchases(
    transactionModels['bg-nbd'].at(params),
    historyOf(args),
    plan,
  );
  return gammaGammaAt(params, medianSpend).expectedSpend({ x, zbar }) * purchases;
};

const transactionModelOf = { bgnbd: 'bg-nbd', mbgnbd: 'mbg-nbd', pnbd: 'pareto-nbd' } as const;

const evaluate = (row: ConformanceCase): number => {
  const { model, fn, params, args } = row;
  if (model === 'bgnbd+gg') return lifetimeValue(row);
  if (model === 'gg') return spendFunctions[fn]?.(row) ?? Number.NaN;
  const evaluator = transactionModels[transactionModelOf[model]].at(params);
  return transactionFunctions[fn]?.(evaluator, args) ?? Number.NaN;
};

/** What one case came to; a function that does not exist counts as not finite. */
export interface ConformanceResult {
  readonly id: string;
  readonly model: string;
  readonly fn: string;
  readonly actual: number;
  readonly expected: number;
  readonly error: number;
}

const errorOf = (actual: number, expected: number): number => {
  if (!Number.isFinite(actual)) return Number.POSITIVE_INFINITY;
  const absolute = Math.abs(actual - expected);
  return expected === 0 ? absolute : Math.min(absolute, absolute / Math.abs(expected));
};

export const checkConformance = (): readonly ConformanceResult[] =>
  conformanceCases.map((row) => {
    const { id, model, fn, expected } = row;
    const actual = evaluate(row);
    return { id, model, fn, actual, expected, error: errorOf(actual, expected) };
  });
