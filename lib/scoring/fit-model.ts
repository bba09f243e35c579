import { knowsRenewals } from '../churn/known-renewals.ts';
import { contentHash } from '../shared/canonical.ts';
import { minorDigits } from '../shared/money.ts';
import { dayToDate, type Instant } from '../shared/time.ts';
import { fitGammaGamma, medianOf } from '../value/gamma-gamma.ts';
import type { ModelFit } from '../value/model-fit.ts';
import { correlationAccepted, spendCorrelation } from '../value/spend-independence.ts';
import { timeUnit } from '../value/transaction-model.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { amountBoundsOf } from './amount-bounds.ts';
import type { Contender } from './choose-by-likelihood.ts';
import { lifetimeValue } from './evaluate.ts';
import { type Lessons, noLessons } from './lessons.ts';
import type { Baseline, ModelVersion, SpendModelFit, TransactionsFit } from './model-version.ts';
import type { ScoringPolicy } from './policy/policy.ts';
import { recipeOf } from './recipe.ts';
import { rfmModelOf } from './rfm.ts';
import { prepareScoring } from './scoring.ts';
import { type ModelInputs, type Statistics, toModelInputs } from './statistics.ts';
import { tierBoundsOf } from './tier-bounds.ts';

/** What a fit is made under. */
export interface FitConditions {
  /** The inclusive last day of the data. */
  readonly day: number;
  readonly policy: ScoringPolicy;
  readonly policyVersion: number;
  readonly currency: string;
  readonly fittedAt: Instant;
  /** What the ledgers tell; without them the likelihood alone chooses, and nothing is known of how good it is. */
  readonly lessons?: Lessons;
}

/** A fixed order, because sums of rounded numbers depend on theirs. */
const byInputs = (left: ModelInputs, right: ModelInputs): number =>
  left.x - right.x || left.T - right.T || left.tx - right.tx || left.zbar - right.zbar;

const publish = ({ parameters, logLikelihood, customers, fit, gradientNorm }: ModelFit) => ({
  parameters: { ...parameters },
  logLikelihood,
  customers,
  fit,
  gradientNorm,
});

const fitTransactions = (
  inputs: readonly ModelInputs[],
  { regularity }: Lessons,
): readonly TransactionsFit[] =>
  Object.values(transactionModels).map((model) => ({
    model: model.name,
    ...publish(model.fit(model.usesGaps && regularity.length > 0 ? regularity : inputs)),
  }));

/**
 * The fitted models as they are compared. Where one of them was fitted on other customers than the rest (those whose
 * ledgers were drawn), the rest are fitted on them too: likelihoods of different customers say nothing of each other.
 */
const contendersOf = (
  fits: readonly TransactionsFit[],
  customers: number,
  { regularity }: Lessons,
): readonly Contender[] =>
  regularity.length === 0 || regularity.length === customers
    ? fits
    : fits.map(({ model, fit, ...own }) => {
        const { logLikelihood } = transactionModels[model].usesGaps
          ? own
          : transactionModels[model].fit(regularity);
        return { model, fit, logLikelihood };
      });

const fitSpend = (inputs: readonly ModelInputs[]): SpendModelFit => {
  const fit = fitGammaGamma(inputs);
  return { model: 'gamma-gamma', ...publish(fit), medianSpend: fit.medianSpend };
};

const baselineOf = (inputs: readonly ModelInputs[]): Baseline | null => {
  if (inputs.length === 0) return null;
  const shares = inputs.filter(({ x, T }) => x > 0 && T > 0).map(({ tx, T }) => tx / T);
  return {
    repeats: Math.floor(medianOf(inputs.map(({ x }) => x))),
    recencyShare: medianOf(shares),
    tenureWeeks: medianOf(inputs.map(({ T }) => T)),
  };
};

/** Named after what scores are computed with; what is known of its quality may be learnt again. */
const versionOf = (body: Omit<ModelVersion, 'version'>): string => {
  const hash = contentHash({ ...body, status: null, fittedAt: null, evaluation: null }).replace(
    /[^A-Za-z0-9]/g,
    '',
  );
  return `mdl_${body.dataEnd.replaceAll('-', '')}_${hash.slice(2, 12)}`;
};

/**
 * Fits all models on a sample of customers as of a day and makes a model version of them: the parameters, and the
 * bounds that are pinned with them. Data that do not suffice give the status `insufficient_data`, never an exception.
 * The same sample gives the same version whatever its order.
 */
export const fitModelVersion = (
  sample: readonly Statistics[],
  conditions: FitConditions,
): ModelVersion => {
  const {
    day,
    policy,
    policyVersion,
    currency,
    fittedAt,
    lessons = noLessons(policy),
  } = conditions;
  const exponent = minorDigits(currency);
  const inputs = sample
    .flatMap((customer) => toModelInputs(customer, day, exponent) ?? [])
    .sort(byInputs);
  const fits = fitTransactions(inputs, lessons);
  const spendFit = fitSpend(inputs);
  const choice = lessons.choose(contendersOf(fits, inputs.length, lessons));
  const transactions = fits.find(({ model }) => model === choice.chosen) ?? null;
  const churn = transactions ? lessons.churn(transactions) : lessons.renewals();
  const spend = spendFit.fit === 'not_identified' ? null : spendFit;
  const correlation = spendCorrelation(inputs);
  const body: Omit<ModelVersion, 'version'> = {
    status: transactions === null && !knowsRenewals(churn) ? 'insufficient_data' : 'candidate',
    unit: timeUnit,
    dataEnd: dayToDate(day),
    fittedAt,
    currency,
    policyVersion,
    customers: {
      sample: sample.length,
      buyers: inputs.length,
      repeatBuyers: inputs.filter(({ x }) => x > 0).length,
    },
    transactions,
    spend,
    candidates: [...fits, spendFit],
    value: policy.value,
    tiers: [],
    rfm: rfmModelOf(sample, day, policy.rfm),
    amounts: amountBoundsOf(policy.bands, sample),
    baseline: baselineOf(inputs),
    referral: null,
    categories: [],
    churn,
    purchaseGaps: null,
    evaluation: {
      spendCorrelation: correlation,
      spendDependsOnFrequency: correlation !== null && correlation > correlationAccepted,
      choice,
      ...lessons.evaluate(recipeOf({ transactions, churn })),
    },
  };
  const scoring = prepareScoring({ version: '', ...body }, policy, currency);
  const values = inputs.flatMap((customer) => lifetimeValue(scoring, customer) ?? []);
  const full = { ...body, tiers: values.length === 0 ? [] : tierBoundsOf(policy.tiers, values) };
  return { version: versionOf(full), ...full };
};

/** A fitted version with some of its parts in place of those it has. It is named anew, because scores depend on them. */
export const completeVersion = (
  model: ModelVersion,
  parts: Partial<Omit<ModelVersion, 'version'>>,
): ModelVersion => {
  const { version: _, ...body } = { ...model, ...parts };
  return { version: versionOf(body), ...body };
};
