import type { SpendErrors } from '../scoring/evaluation-schema.ts';
import { fitGammaGamma, gammaGammaAt } from '../value/gamma-gamma.ts';
import { inputsOf } from './candidates.ts';
import { countErrors } from './count-errors.ts';
import { captured } from './gains.ts';
import type { WindowCases } from './past.ts';

const topTenth = 0.1;

/**
 * Expected spend in the window against what came: expected purchases times the expected value of one (Gamma-Gamma,
 * fitted before the cut). Null where the data do not determine a spend model.
 */
export const spendErrors = (
  { cases, cutDay }: WindowCases,
  purchases: readonly number[],
  currencyExponent: number,
): SpendErrors | null => {
  const inputs = cases.map((each) => inputsOf(each, cutDay, currencyExponent));
  const fitted = fitGammaGamma(inputs);
  if (fitted.fit === 'not_identified') return null;
  const spend = gammaGammaAt(fitted.parameters, fitted.medianSpend);
  const predicted = inputs.map(
    (history, index) =>
      spend.expectedSpend(history) * (purchases[index] ?? 0) * 10 ** currencyExponent,
  );
  const actual = cases.map((each) => each.spend);
  const past = cases.map(({ statistics }) => statistics.total);
  return {
    ...countErrors(predicted, actual),
    topTenth: captured(predicted, actual, topTenth),
    pastTopTenth: captured(past, actual, topTenth),
    perfectTopTenth: captured(actual, actual, topTenth),
  };
};
