import {
  expectedConversions,
  loyaltyFactor,
  populationRate,
  type SpreadDynamics,
  type SpreadHistory,
  spreaderRate,
} from '../value/word-of-mouth.ts';
import { npsGroupOf } from '../value/word-of-mouth-fit.ts';
import type { ReferralModel } from './referral-model-schema.ts';

/** The dynamics that a model version pins. */
export const dynamicsIn = ({
  rate,
  stopPerMonth,
  susceptibleShare,
  discountPerMonth,
  horizonMonths,
}: ReferralModel): SpreadDynamics => ({
  ratePerMonth: populationRate(rate),
  stopPerMonth,
  susceptibleShare,
  discountPerMonth,
  horizonMonths,
});

/** The two sides that customers are ranked and classed by. Money in minor units, not rounded. */
export interface TradeAndReferral {
  /** b_i, conversions per month of spreading. */
  readonly ratePerMonth: number;
  /** n_i q, discounted conversions within the horizon, saturation included. */
  readonly conversions: number;
  /** WV_i = n_i q V. */
  readonly wordOfMouth: number;
  /** ell_i. */
  readonly loyaltyFactor: number;
  /** TV_i ell_i. */
  readonly trade: number;
}

/** Word-of-mouth value of one customer by a pinned model (science.md 5.2, steps 1 to 7). */
export const tradeAndReferral = (
  model: ReferralModel,
  {
    clv,
    nps,
    history,
  }: { readonly clv: number; readonly nps: number | null; readonly history: SpreadHistory },
): TradeAndReferral => {
  const ratePerMonth = spreaderRate(history, model.rate, model.multipliers[npsGroupOf(nps)]);
  const conversions = expectedConversions(ratePerMonth, dynamicsIn(model)) * model.saturation;
  const factor = loyaltyFactor(nps, model.loyalty);
  return {
    ratePerMonth,
    conversions,
    wordOfMouth: conversions * model.conversion.value,
    loyaltyFactor: factor,
    trade: clv * factor,
  };
};
