import type { Objective } from './bfgs.ts';
import { CompensatedSum, sumOf } from './compensated-sum.ts';
import { digamma, logGamma, logGammaStep } from './gamma-functions.ts';
import { type GroupedRows, groupRows } from './group-rows.ts';
import { fitModel } from './model-fit.ts';
import type { SpreadHistory, SpreadRate } from './word-of-mouth.ts';

/** Where data are few: r_w and alpha_w of science.md 5.2. */
export const defaultSpreadRate: SpreadRate = { shape: 0.5, months: 10 };
/** Fewer conversions say too little about how unequal customers are: only their mean rate is then taken. */
export const conversionsMin = 30;
/** Above this shape customers differ no more: the distribution is Poisson, and only its rate is determined. */
const shapeMax = 1e3;

export interface SpreadRateFit extends SpreadRate {
  /**
   * `boundary`: customers do not differ measurably, all have the mean rate; `few_data`: the default shape with the mean
   * rate, drawn towards the default.
   */
  readonly fit: 'converged' | 'boundary' | 'few_data';
  readonly conversions: number;
  /** Spreader-months observed. */
  readonly observedMonths: number;
}

/** Mean negative log-likelihood of the negative binomial over rows of k and tau, with its gradient. */
const countLoss = ({ columns, counts }: GroupedRows): Objective => {
  const [k = counts, tau = counts] = columns;
  const customers = counts.reduce((sum, count) => sum + count, 0);
  return (point, gradient) => {
    const [shape = 0, months = 0] = point;
    const [loss, byShape, byMonths] = [
      new CompensatedSum(),
      new CompensatedSum(),
      new CompensatedSum(),
    ] as const;
    for (let row = 0; row < counts.length; row += 1) {
      const conversions = k[row] ?? 0;
      const observed = tau[row] ?? 0;
      const count = counts[row] ?? 0;
      const logNone = -Math.log1p(observed / months);
      const logSome =
        conversions === 0 ? 0 : conversions * Math.log(observed / (months + observed));
      const ways = logGammaStep(shape, conversions) - logGamma(conversions + 1);
      loss.add(count * (ways + shape * logNone + logSome));
      byShape.add(count * (digamma(shape + conversions) - digamma(shape) + logNone));
      byMonths.add(count * (shape / months - (shape + conversions) / (months + observed)));
    }
    gradient[0] = -byShape.total() / customers;
    gradient[1] = -byMonths.total() / customers;
    return -loss.total() / customers;
  };
};

/**
 * r_w and alpha_w by maximum likelihood of the negative binomial: k_i ~ Poisson(rate_i tau_i), rate_i ~ Gamma(r_w,
 * alpha_w) (Ehrenberg 1959). Where the likelihood rises towards the Poisson limit everybody has the mean rate. With fewer
 * than 30 conversions, or where the data do not determine the shape, the default shape is kept. The mean rate is then the
 * posterior mean (k + .5) / (tau + 10).
 */
export const fitSpreadRate = (histories: readonly SpreadHistory[]): SpreadRateFit => {
  const observed = histories.filter(({ months }) => months > 0);
  const conversions = sumOf(observed.map((history) => history.conversions));
  const observedMonths = sumOf(observed.map(({ months }) => months).toSorted((a, b) => a - b));
  const { shape, months } = defaultSpreadRate;
  const rate = (conversions + shape) / (observedMonths + months);
  const few = {
    shape,
    months: shape / rate,
    fit: 'few_data',
    conversions,
    observedMonths,
  } as const;
  if (conversions < conversionsMin) return few;
  const rows = groupRows([
    Float64Array.from(observed, (history) => history.conversions),
    Float64Array.from(observed, (history) => history.months),
  ]);
  const fitted = fitModel({
    names: ['shape', 'months'],
    start: [shape, shape / rate],
    meanLoss: countLoss(rows),
    customers: observed.length,
    hasSignal: true,
    isBoundary: ([fittedShape = 0]) => fittedShape > shapeMax,
  });
  if (fitted.fit === 'boundary')
    return { ...few, fit: 'boundary', shape: shapeMax, months: shapeMax / rate };
  if (fitted.fit !== 'converged') return few;
  const { shape: r = shape, months: alpha = months } = fitted.parameters;
  return { shape: r, months: alpha, fit: 'converged', conversions, observedMonths };
};

/** Groups of the recommendation score. */
export const npsGroups = ['promoter', 'passive', 'detractor', 'unanswered'] as const;
export type NpsGroup = (typeof npsGroups)[number];
export type Multipliers = Readonly<Record<NpsGroup, number>>;

export const npsGroupOf = (nps: number | null): NpsGroup => {
  if (nps === null) return 'unanswered';
  if (nps >= 9) return 'promoter';
  return nps >= 7 ? 'passive' : 'detractor';
};

/** m_g of science.md 5.2, towards which the data are shrunk. */
export const defaultMultipliers: Multipliers = {
  promoter: 1.6,
  passive: 0.8,
  detractor: 0.2,
  unanswered: 1,
};
/** The default counts as much as so many expected conversions of a group. */
const multiplierWeight = 10;

/** m_g: conversions of a group over what the population rate makes expected, shrunk towards the defaults. */
export const fitMultipliers = (
  histories: readonly (SpreadHistory & { readonly group: NpsGroup })[],
  ratePerMonth: number,
): Multipliers => {
  const multiplier = (group: NpsGroup): number => {
    const members = histories.filter((history) => history.group === group);
    const months = members.map((history) => history.months).toSorted((a, b) => a - b);
    const expected = ratePerMonth * sumOf(months);
    const conversions = sumOf(members.map((history) => history.conversions));
    return (
      (conversions + multiplierWeight * defaultMultipliers[group]) / (expected + multiplierWeight)
    );
  };
  return {
    promoter: multiplier('promoter'),
    passive: multiplier('passive'),
    detractor: multiplier('detractor'),
    unanswered: multiplier('unanswered'),
  };
};

/** How long a referrer has been spreading, and whether that has ended. */
export interface SpreadSpan {
  /** From becoming a customer to the last referral, or to the present while it goes on. */
  readonly months: number;
  readonly hasStopped: boolean;
}

export const defaultStopPerMonth = 0.1;
/** The default counts as much as so many months at risk. */
const stopWeightMonths = 120;

/**
 * gamma: the censored exponential estimate over referrers, number of stopped / months at risk, drawn towards .1 a month
 * as by 120 further months.
 */
export const fitStopRate = (spans: readonly SpreadSpan[]): number => {
  const stopped = spans.filter(({ hasStopped }) => hasStopped).length;
  const months = sumOf(spans.map((span) => span.months).toSorted((a, b) => a - b));
  return (stopped + defaultStopPerMonth * stopWeightMonths) / (months + stopWeightMonths);
};
