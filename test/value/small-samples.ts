import { fitGammaGamma, gammaGammaAt } from '../../lib/value/gamma-gamma.ts';
import type { FitStatus, ModelFit } from '../../lib/value/model-fit.ts';
import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';
import type { TransactionModel } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';
import { type CdnowCustomer, customersUpTo, dayOf, readCdnow } from '../reference/cdnow-data.ts';
import { generator } from './simulate-histories.ts';

export interface SampledCustomer extends PurchaseHistory {
  readonly zbar: number;
}

const toSampled = ({ days }: CdnowCustomer, end: number): SampledCustomer => {
  const sorted = [...days.keys()].sort((left, right) => left - right);
  const [first = end, ...repeats] = sorted;
  const cents = repeats.reduce((sum, day) => sum + (days.get(day) ?? 0), 0);
  const gaps = repeats.map((day, index) => (day - (sorted[index] ?? day)) / 7);
  return {
    x: repeats.length,
    tx: ((sorted.at(-1) ?? first) - first) / 7,
    T: (end - first) / 7,
    logGaps: gaps.reduce((sum, gap) => sum + Math.log(gap), 0),
    zbar: repeats.length === 0 ? 0 : cents / repeats.length / 100,
  };
};

/** `number` samples of 50 customers of the CDNOW sample, drawn with replacement, the same ones every time. */
export const smallSamples = (number: number): readonly (readonly SampledCustomer[])[] => {
  const end = dayOf('1997-09-30');
  const all = customersUpTo(readCdnow('sample'), end).map((customer) => toSampled(customer, end));
  const random = generator(20261121);
  return Array.from({ length: number }, () =>
    Array.from({ length: 50 }, () => all[Math.floor(random() * all.length)]).filter(
      (customer) => customer !== undefined,
    ),
  );
};

/** What is wrong with the scores of a sample; nothing, if all is well. */
type Faults = readonly string[];

const scoreFaults = (
  model: TransactionModel,
  fit: ModelFit,
  sample: readonly SampledCustomer[],
): Faults => {
  const evaluator = model.at(fit.parameters);
  return sample.flatMap((customer) => {
    const alive = evaluator.aliveProbability(customer);
    const none = evaluator.noPurchaseProbability(customer, 39);
    const purchases = evaluator.expectedPurchases(customer, 39);
    const isSound =
      alive >= 0 &&
      alive <= 1 &&
      none >= 0 &&
      none <= 1 &&
      purchases >= 0 &&
      Number.isFinite(purchases);
    return isSound ? [] : [`${JSON.stringify(customer)}: ${alive}, ${none}, ${purchases}`];
  });
};

/** A time scale beyond a thousand times the data, or a shape beyond a thousand: the search ran away. */
const isRunaway = (fit: ModelFit, scales: readonly string[], longest: number): boolean =>
  Object.entries(fit.parameters).some(
    ([name, value]) => value > (scales.includes(name) ? 1000 * longest : 1e4) || !(value > 0),
  );

const judge = (
  fit: ModelFit,
  { isRunaway: runaway, faults }: { isRunaway: boolean; faults: Faults },
): Faults => [
  ...(fit.fit === 'converged' && (runaway || !(fit.gradientNorm <= 1e-5))
    ? [`called converged: ${JSON.stringify(fit)}`]
    : []),
  ...(Number.isFinite(fit.logLikelihood) ? [] : ['the likelihood is not finite']),
  ...faults,
];

const spendOutcome = (sample: readonly SampledCustomer[]) => {
  const fit = fitGammaGamma(sample);
  const spend = gammaGammaAt(fit.parameters, fit.medianSpend);
  const faults = sample
    .map((customer) => spend.expectedSpend(customer))
    .filter((value) => !(value >= 0 && Number.isFinite(value)))
    .map(String);
  return {
    status: fit.fit,
    faults: judge(fit, { isRunaway: isRunaway(fit, ['gamma'], 1e4), faults }),
  };
};

const transactionOutcome = (model: TransactionModel, sample: readonly SampledCustomer[]) => {
  const fit = model.fit(sample);
  const longest = Math.max(...sample.map(({ T }) => T));
  // In Pareto/NBD beta is a time; in the beta-geometric family it is called b and is none.
  const runaway = isRunaway(fit, ['alpha', 'beta'], longest);
  return {
    status: fit.fit,
    faults: judge(fit, { isRunaway: runaway, faults: scoreFaults(model, fit, sample) }),
  };
};

export const robustModels = [...Object.keys(transactionModels), 'gamma-gamma'];

/** Fits a model on every sample and scores everybody with it: how often each status came out, and every fault. */
export const survey = (
  name: string,
  samples: readonly (readonly SampledCustomer[])[],
): { readonly counts: Record<FitStatus, number>; readonly faults: Faults } => {
  const model = Object.values(transactionModels).find((candidate) => candidate.name === name);
  const counts = { converged: 0, boundary: 0, not_identified: 0 };
  const faults = samples.flatMap((sample) => {
    const outcome = model === undefined ? spendOutcome(sample) : transactionOutcome(model, sample);
    counts[outcome.status] += 1;
    return outcome.faults;
  });
  return { counts, faults };
};
