import { gapQuantiles } from '../churn/churn-horizon.ts';
import type { ActiveModel } from '../evaluation/comparisons.ts';
import { lessonsOf } from '../evaluation/lessons.ts';
import { pastOf } from '../evaluation/past.ts';
import { foldLedger } from '../events/fold.ts';
import { completeVersion, fitModelVersion } from '../scoring/fit-model.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import { horizonToFit } from '../scoring/policy/churn.ts';
import { recipeOf } from '../scoring/recipe.ts';
import { sampleCategories } from '../scoring/sample-categories.ts';
import { prepareScoring } from '../scoring/scoring.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { minorDigits } from '../shared/money.ts';
import { type CalendarDate, dateToDay, type Instant } from '../shared/time.ts';
import { transactionModels } from '../value/transaction-models.ts';
import { type ConvertedFriends, convertedIn, fitReferral } from './fit-referral.ts';
import type { SampledLedger } from './ledger-sample.ts';
import type { PolicyRecord } from './policy-record.ts';

/** Everything that a model version is made of. */
export interface ModelMaterial {
  /** Inclusive last day of the data. */
  readonly asOf: CalendarDate;
  /** Inclusive instant up to which arrivals count. */
  readonly knownAt: Instant;
  /** Compact statistics: what the parameters are fitted on. */
  readonly sample: readonly Statistics[];
  /** Whole ledgers of some or all customers: what windows are cut from. */
  readonly ledgers: readonly SampledLedger[];
  /** What is known of friends who were referred by the sample and are not in it. */
  readonly friends: ConvertedFriends;
  /** Customers in all, of whom the ledgers are a sample. */
  readonly customers: number;
  readonly policy: PolicyRecord;
  readonly active: ModelVersion | null;
  readonly currency: string;
  readonly now: Instant;
}

const bind = (active: ModelVersion | null): ActiveModel | null => {
  const recipe = active && recipeOf(active);
  return active?.transactions && recipe
    ? {
        transactions: transactionModels[recipe.transactions].at(active.transactions.parameters),
        churn: active.churn,
        recipe,
        dataEndDay: dateToDay(active.dataEnd),
      }
    : null;
};

/** What the sampled ledgers show without a model. */
const shownBy = ({ asOf, knownAt, ledgers }: ModelMaterial) => {
  const folds = ledgers.map(({ events }) =>
    foldLedger(events, { asOfDay: dateToDay(asOf), knownAt }),
  );
  return {
    categories: sampleCategories(folds.map(({ detail }) => detail)),
    purchaseGaps: gapQuantiles(folds.map(({ purchaseDays }) => purchaseDays)),
  };
};

/** Fits and evaluates everything that a night learns. */
export const makeModel = (material: ModelMaterial): ModelVersion => {
  const { asOf, knownAt, sample, ledgers, currency, now } = material;
  const { policy, version: policyVersion } = material.policy;
  const { contractGraceDays } = policy.churn;
  const day = dateToDay(asOf);
  const shown = shownBy(material);
  const lessons = lessonsOf(pastOf(ledgers, { lastDay: day, knownAt, contractGraceDays }), {
    horizonDays: horizonToFit(policy.churn, shown.purchaseGaps),
    contractGraceDays,
    wanted: policy.models.transactions,
    currencyExponent: minorDigits(currency),
    active: bind(material.active),
  });
  const fitted = fitModelVersion(sample, {
    ...{ day, policy, policyVersion, currency, fittedAt: now, lessons },
  });
  const cut = { asOfDay: day, knownAt };
  const referral = fitReferral(ledgers, {
    cut,
    converted: new Map([...convertedIn(ledgers, cut), ...material.friends]),
    scoring: prepareScoring(fitted, policy, currency),
    customers: material.customers,
  });
  return completeVersion(fitted, { referral, ...shown });
};
