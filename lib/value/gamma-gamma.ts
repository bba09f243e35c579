import type { Objective } from './bfgs.ts';
import { CompensatedSum } from './compensated-sum.ts';
import { digamma, logBeta } from './gamma-functions.ts';
import { columnOf, type GroupedRows, groupRows } from './group-rows.ts';
import { fitModel, type ModelFit } from './model-fit.ts';

/**
 * Gamma-Gamma (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value"). Purchases of a customer are
 * Gamma(p, nu), nu ~ Gamma(q, gamma), independent of how often the customer buys. Money is in major units.
 */
export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** The spend of one customer: repeat purchase days and their mean value. */
export interface SpendHistory {
  readonly x: number;
  readonly zbar: number;
}

export interface SpendEvaluator {
  readonly logLikelihood: (history: SpendHistory) => number;
  /** Expected value of a future purchase day; never negative. */
  readonly expectedSpend: (history: SpendHistory) => number;
  /** The mean over all customers, or the median spend where the fitted population has no mean (q <= 1). */
  readonly populationMean: number;
  /** Shape and scale of what is known of nu: Gamma(shape, scale). */
  readonly posterior: (history: SpendHistory) => { readonly shape: number; readonly scale: number };
}

export interface SpendFit extends ModelFit {
  readonly medianSpend: number;
}

const parameterNames = ['p', 'q', 'gamma'] as const;

const readParameters = (parameters: Readonly<Record<string, number>>): GammaGammaParameters => {
  const [p = 0, q = 0, gamma = 0] = parameterNames.map((name) => parameters[name]);
  if (![p, q, gamma].every((value) => value > 0 && Number.isFinite(value))) {
    throw new RangeError(`p, q and gamma must be positive: ${JSON.stringify(parameters)}`);
  }
  return { p, q, gamma };
};

/**
 * Evaluates the model at given parameters. `medianSpend` stands in for the population mean p gamma / (q - 1) where
 * q <= 1 and that mean does not exist. A customer's own mean then explodes as p x + q falls to 1, so below 2 (where
 * its variance is infinite) a weighted mean of own and median spend is used, the prior weighing q against p x: it is
 * positive and lies between the two.
 */
export const gammaGammaAt = (
  parameters: Readonly<Record<string, number>>,
  medianSpend: number,
): SpendEvaluator => {
  const { p, q, gamma } = readParameters(parameters);
  const hasMean = q > 1;
  const populationMean = hasMean ? (p * gamma) / (q - 1) : medianSpend;
  return {
    populationMean,
    logLikelihood: ({ x, zbar }) => {
      const scaled = (x * zbar) / gamma;
      return (
        -logBeta(p * x, q) +
        p * x * Math.log(scaled) -
        Math.log(zbar) -
        (p * x + q) * Math.log1p(scaled)
      );
    },
    expectedSpend: ({ x, zbar }) => {
      if (x === 0 || zbar <= 0) {
        return populationMean;
      }
      return hasMean || p * x + q > 2
        ? (p * (gamma + x * zbar)) / (p * x + q - 1)
        : (p * x * zbar + q * medianSpend) / (p * x + q);
    },
    posterior: ({ x, zbar }) =>
      x === 0 || zbar <= 0
        ? { shape: q, scale: gamma }
        : { shape: q + p * x, scale: gamma + x * zbar },
  };
};

const digammaStep = (z: number, step: number): number => digamma(z + step) - digamma(z);

/** Mean negative log-likelihood and gradient over grouped rows with the columns x, zbar. Equation 1a of the note. */
const gammaGammaLoss = ({ columns, counts }: GroupedRows): Objective => {
  const [x = counts, zbar = counts] = columns;
  const customers = counts.reduce((sum, count) => sum + count, 0);
  return (point, gradient) => {
    const [p = 0, q = 0, gamma = 0] = point;
    const [loss, byP, byQ, byGamma] = [0, 1, 2, 3].map(() => new CompensatedSum());
    // Rows are sorted by x, so each gamma function is evaluated once per distinct x.
    let lastX = -1;
    let logShape = 0;
    let shapeByP = 0;
    let shapeByQ = 0;
    for (let row = 0; row < counts.length; row += 1) {
      const repeats = x[row] ?? 0;
      const mean = zbar[row] ?? 0;
      const count = counts[row] ?? 0;
      if (repeats !== lastX) {
        lastX = repeats;
        logShape = logBeta(p * repeats, q);
        shapeByP = repeats * digammaStep(p * repeats, q);
        shapeByQ = digammaStep(q, p * repeats);
      }
      const spent = repeats * mean;
      const logSpent = Math.log(spent / gamma);
      const logScale = Math.log1p(spent / gamma);
      const shape = p * repeats + q;
      loss?.add(count * (p * repeats * logSpent - logShape - Math.log(mean) - shape * logScale));
      byP?.add(count * (shapeByP + repeats * (logSpent - logScale)));
      byQ?.add(count * (shapeByQ - logScale));
      byGamma?.add((count * ((shape * spent) / (gamma + spent) - p * repeats)) / gamma);
    }
    [byP, byQ, byGamma].forEach((sum, index) => {
      gradient[index] = -(sum?.total() ?? 0) / customers;
    });
    return -(loss?.total() ?? 0) / customers;
  };
};

/** The middle of the values, the mean of the two middle ones where their number is even; 0 of nothing. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted.length === 0
    ? 0
    : ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** Shapes beyond this mean spend that hardly differs, within customers or between them. */
const shapeMax = 1e4;

/** Where everybody spends the same, both shapes run to infinity; a large finite pair says the same of the mean. */
const constantSpend = (customers: number, medianSpend: number): SpendFit => ({
  parameters: { p: shapeMax, q: shapeMax, gamma: (medianSpend * (shapeMax - 1)) / shapeMax },
  logLikelihood: 0,
  customers,
  fit: 'boundary',
  gradientNorm: 0,
  iterations: 0,
  medianSpend,
});

/**
 * Fits the model on customers with x > 0 and zbar > 0; the others say nothing about spend. Spend is divided by its
 * median for the search, so that a fit in yen starts as near as one in pounds; gamma and likelihood are scaled back.
 */
export const fitGammaGamma = (histories: readonly SpendHistory[]): SpendFit => {
  const usable = histories.filter(({ x, zbar }) => x > 0 && zbar > 0);
  const medianSpend = medianOf(usable.map(({ zbar }) => zbar));
  if (usable.length > 1 && usable.every(({ zbar }) => zbar === medianSpend)) {
    return constantSpend(usable.length, medianSpend);
  }
  const rows = groupRows([
    columnOf(usable, ({ x }) => x),
    columnOf(usable, ({ zbar }) => zbar / medianSpend),
  ]);
  const scaled = fitModel({
    names: parameterNames,
    start: [1, 2, 1],
    meanLoss: gammaGammaLoss(rows),
    customers: usable.length,
    hasSignal: rows.counts.length > 1,
    isBoundary: ([p = 0, q = 0]) => p > shapeMax || q > shapeMax,
  });
  const { gamma = 1 } = scaled.parameters;
  return {
    ...scaled,
    parameters: { ...scaled.parameters, gamma: medianSpend > 0 ? gamma * medianSpend : gamma },
    logLikelihood:
      scaled.logLikelihood - (medianSpend > 0 ? usable.length * Math.log(medianSpend) : 0),
    medianSpend,
  };
};
