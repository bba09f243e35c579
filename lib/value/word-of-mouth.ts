/**
 * The value of word of mouth: customers who spread bring new ones, who bring others in turn. Susceptible - infected -
 * recovered dynamics (Rodrigues and Fonseca 2016, arXiv 1611.04529) give the number of conversions, the split of their
 * value is that of Kumar, Petersen and Leone ("How Valuable Is Word of Mouth?", HBR, October 2007). The steps are those
 * of science.md 5.2. Time is in months, money in one unit of the caller's choice.
 */

/** Gamma prior of the conversions that a customer causes in a month of spreading. */
export interface SpreadRate {
  /** r_w. */
  readonly shape: number;
  /** alpha_w, in months. */
  readonly months: number;
}

/** How word of mouth spreads and ends. */
export interface SpreadDynamics {
  /** b, conversions of an average customer per month of spreading. */
  readonly ratePerMonth: number;
  /** gamma, the rate at which a customer stops spreading, per month. */
  readonly stopPerMonth: number;
  /** s = S/N, share of the reachable people who are not customers yet, 0..1. */
  readonly susceptibleShare: number;
  /** rho, continuous, per month. */
  readonly discountPerMonth: number;
  /** H. */
  readonly horizonMonths: number;
}

/** What a customer has done so far: converted friends (shared where several brought one), months as a customer. */
export interface SpreadHistory {
  readonly conversions: number;
  readonly months: number;
}

/** rho = ln(1 + d) / 12. */
export const monthlyDiscount = (ratePerYear: number): number => Math.log1p(ratePerYear) / 12;

/** The population rate b = r_w / alpha_w. */
export const populationRate = ({ shape, months }: SpreadRate): number => shape / months;

/**
 * Step 1: b_i = (k_i + r_w) / (tau_i + alpha_w / m), the posterior mean of the customer's own rate. Silence pulls it
 * towards 0; without any history it is the mean of the group, whose multiplier of the population rate is m > 0.
 */
export const spreaderRate = (
  { conversions, months }: SpreadHistory,
  prior: SpreadRate,
  multiplier: number,
): number => (conversions + prior.shape) / (months + prior.months / multiplier);

/** Present worth of 1 a month over the horizon at a continuous rate, which may be 0 or negative. */
const annuity = (rate: number, horizonMonths: number): number =>
  rate === 0 ? horizonMonths : -Math.expm1(-rate * horizonMonths) / rate;

/** Step 2: R0 = b s / gamma. From 1 on the linear form alone would overstate; the saturation factor corrects it. */
export const reproductionNumber = (dynamics: SpreadDynamics): number =>
  (dynamics.ratePerMonth * dynamics.susceptibleShare) / dynamics.stopPerMonth;

/** kappa = gamma + rho - b s, per month. */
export const netDecay = (dynamics: SpreadDynamics): number =>
  dynamics.stopPerMonth +
  dynamics.discountPerMonth -
  dynamics.ratePerMonth * dynamics.susceptibleShare;

/** Step 3: G, discounted spreader-months that one spreader stands for, all generations of friends included. */
export const spreaderMonths = (dynamics: SpreadDynamics): number =>
  annuity(netDecay(dynamics), dynamics.horizonMonths);

/** Step 3: G_0, the same of the first generation alone. */
export const firstGenerationMonths = (dynamics: SpreadDynamics): number =>
  annuity(dynamics.stopPerMonth + dynamics.discountPerMonth, dynamics.horizonMonths);

/** Step 3: n_i = b_i s G, discounted conversions that a customer of this rate causes within the horizon. */
export const expectedConversions = (rate: number, dynamics: SpreadDynamics): number =>
  rate * dynamics.susceptibleShare * spreaderMonths(dynamics);

/** What a conversion is made of. */
export interface ConversionTerms {
  /** pi_1, share of friends who would not have come otherwise, 0..1. */
  readonly typeOneShare: number;
  /** V_new, expected value of a new customer. */
  readonly newCustomerValue: number;
  /** CAC, the cost of acquisition that a friend saves who would have come anyway. */
  readonly acquisitionCost: number;
  /** w_r, reward per conversion. */
  readonly reward: number;
}

/** Step 5: V = pi_1 V_new + (1 - pi_1) CAC - w_r. Negative where the reward is worth more than the friend. */
export const conversionValue = ({
  typeOneShare,
  newCustomerValue,
  acquisitionCost,
  reward,
}: ConversionTerms): number =>
  typeOneShare * newCustomerValue + (1 - typeOneShare) * acquisitionCost - reward;

/** A friend who became a customer. */
export interface Conversion {
  /** HV_j, what the friend has brought so far. */
  readonly historic: number;
  /** RLV_j, what is expected of the friend from now on. */
  readonly residual: number;
  /** Months since the conversion. */
  readonly ageMonths: number;
  /** What was paid for this referral. */
  readonly reward: number;
  /** w_ij: 1 for the last who referred the friend; the weights of one friend sum to 1. */
  readonly weight: number;
}

/**
 * Step 6, realised: sum of w_ij [pi_1 (HV_j + RLV_j) + (1 - pi_1) CAC e^(rho age) - reward e^(rho age)]. It is part of
 * the friends' own value, told under the name of who brought them, and must not be added to it.
 */
export const realisedValue = (
  conversions: readonly Conversion[],
  { typeOneShare, acquisitionCost }: Omit<ConversionTerms, 'newCustomerValue' | 'reward'>,
  discountPerMonth: number,
): number =>
  conversions.reduce((sum, { historic, residual, ageMonths, reward, weight }) => {
    const brought = typeOneShare * (historic + residual);
    const saved = (1 - typeOneShare) * acquisitionCost - reward;
    return sum + weight * (brought + saved * Math.exp(discountPerMonth * ageMonths));
  }, 0);

/** Attitudinal loyalty: how actual spend moves with the recommendation score. */
export interface LoyaltyEffect {
  /** Relative change of spend per point; 0 where it is not significant. */
  readonly eta: number;
  /** Mean score 0..10 that the effect is counted from. */
  readonly meanNps: number;
}

const loyaltyBound = 0.1;

/** ell_i = clamp(1 + eta (NPS_i - mean NPS), .9, 1.1); 1 without an answer. */
export const loyaltyFactor = (nps: number | null, { eta, meanNps }: LoyaltyEffect): number =>
  nps === null
    ? 1
    : Math.min(1 + loyaltyBound, Math.max(1 - loyaltyBound, 1 + eta * (nps - meanNps)));

/** What ranking counts of a customer. */
export interface CompleteParts {
  /** TV_i ell_i: lifetime value, corrected for attitude. */
  readonly trade: number;
  /** WV_i. */
  readonly wordOfMouth: number;
  /** Whether somebody referred this customer and so takes his share of the trade. */
  readonly referred: boolean;
  /** Sum of TV_j ell_j over the friends that this customer converted. */
  readonly friendsTrade: number;
}

/**
 * Step 7 with the attribution of step 9: CCV_i = (1 - phi if referred) TV_i ell_i + phi sum of TV_j ell_j + WV_i. For
 * ranking and rewards. The attribution moves trade from friends to who brought them and leaves its sum unchanged;
 * customer equity is the sum of TV alone, because WV counts people who have (or will have) a TV of their own.
 */
export const completeValue = (
  { trade, wordOfMouth, referred, friendsTrade }: CompleteParts,
  phi: number,
): number => trade * (referred ? 1 - phi : 1) + phi * friendsTrade + wordOfMouth;

/** The four classes of trade by referral value (Kumar, Petersen and Leone 2007). */
export const matrixCells = ['champion', 'affluent', 'advocate', 'miser'] as const;
export type MatrixCell = (typeof matrixCells)[number];

export interface MatrixThresholds {
  readonly trade: number;
  readonly referral: number;
}

/** Step 8: a value at its threshold belongs to the higher class. */
export const matrixCell = (
  { trade, wordOfMouth }: Pick<CompleteParts, 'trade' | 'wordOfMouth'>,
  thresholds: MatrixThresholds,
): MatrixCell => {
  const buys = trade >= thresholds.trade;
  const spreads = wordOfMouth >= thresholds.referral;
  if (buys) return spreads ? 'champion' : 'affluent';
  return spreads ? 'advocate' : 'miser';
};
