import { minimise, type Objective } from './bfgs.ts';
import { type Polished, polish } from './newton-polish.ts';

/**
 * `converged`: a proper optimum. `boundary`: the likelihood rises towards a limit of the model (no measurable dropout,
 * say); the limit can be evaluated, its parameters mean nothing one by one. `not_identified`: the data do not
 * determine the parameters; nothing may be published.
 */
export type FitStatus = 'converged' | 'boundary' | 'not_identified';

/** The outcome of a maximum likelihood fit. A fit never throws on valid data. */
export interface ModelFit {
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly fit: FitStatus;
  readonly gradientNorm: number;
  readonly iterations: number;
}

/** Beyond e^14 (a million) a parameter is at a limit; the objective is infinite there so that the search turns back. */
const logParameterMax = 14;
/** Above this a mean gradient is not an optimum, whatever made the search stop. */
const gradientAccepted = 1e-5;
/** A standard error of 4 on a log parameter leaves its value open by a factor of 55 each way. */
const standardErrorMax = 4;

/** Everything a fit needs besides the search itself. */
export interface FitProblem {
  readonly names: readonly string[];
  readonly start: readonly number[];
  /** Mean negative log-likelihood and its gradient by the *raw* parameters. */
  readonly meanLoss: Objective;
  readonly customers: number;
  /** False where the data cannot tell any parameters apart, whatever the search would return. */
  readonly hasSignal: boolean;
  readonly isBoundary: (parameters: Float64Array) => boolean;
}

/** Positive parameters are searched in logarithms: d/d ln(theta) = theta d/d theta. */
const inLogarithms =
  (meanLoss: Objective): Objective =>
  (point, gradient) => {
    if (point.some((component) => !(Math.abs(component) <= logParameterMax))) {
      return Number.POSITIVE_INFINITY;
    }
    const parameters = point.map(Math.exp);
    const value = meanLoss(parameters, gradient);
    parameters.forEach((parameter, index) => {
      gradient[index] = (gradient[index] ?? 0) * parameter;
    });
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };

const largestStandardError = ({ inverse }: Polished, customers: number): number =>
  inverse === null
    ? Number.POSITIVE_INFINITY
    : Math.sqrt(Math.max(...inverse.map((row, index) => row[index] ?? 0)) / customers);

const judge = (problem: FitProblem, polished: Polished): FitStatus => {
  const { point, gradientNorm } = polished.minimum;
  const atLimit = point.some((component) => Math.abs(component) > logParameterMax - 1);
  if (atLimit || problem.isBoundary(point.map(Math.exp))) {
    return 'boundary';
  }
  const determined = largestStandardError(polished, problem.customers) <= standardErrorMax;
  return gradientNorm <= gradientAccepted && determined ? 'converged' : 'not_identified';
};

const notIdentified = ({ names, start, customers }: FitProblem): ModelFit => ({
  parameters: Object.fromEntries(names.map((name, index) => [name, start[index] ?? 1])),
  logLikelihood: 0,
  customers,
  fit: 'not_identified',
  gradientNorm: 0,
  iterations: 0,
});

/** Maximises a likelihood from a fixed start and says honestly what came out. */
export const fitModel = (problem: FitProblem): ModelFit => {
  if (!problem.hasSignal) {
    return notIdentified(problem);
  }
  const objective = inLogarithms(problem.meanLoss);
  const polished = polish(
    objective,
    minimise(objective, Float64Array.from(problem.start, Math.log)),
  );
  const { minimum } = polished;
  return {
    parameters: Object.fromEntries(
      problem.names.map((name, index) => [name, Math.exp(minimum.point[index] ?? 0)]),
    ),
    logLikelihood: -minimum.value * problem.customers,
    customers: problem.customers,
    fit: judge(problem, polished),
    gradientNorm: minimum.gradientNorm,
    iterations: minimum.iterations,
  };
};
