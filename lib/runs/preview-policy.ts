import { carriedTo } from '../churn/calibrate.ts';
import { settledStatistics } from '../churn/contract-risk.ts';
import { amountBoundsOf } from '../scoring/amount-bounds.ts';
import { classesOf } from '../scoring/classify.ts';
import type { Evaluation } from '../scoring/evaluate.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import { rfmModelOf } from '../scoring/rfm.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { amountsOf } from '../scoring/scorecard-tier.ts';
import { prepareScoring, type Scoring } from '../scoring/scoring.ts';
import { tierBoundsOf } from '../scoring/tier-bounds.ts';
import { changedPointers } from '../shared/changed-pointers.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  businessDay,
  type CalendarDate,
  type Day,
  dayToDate,
  type Instant,
} from '../shared/time.ts';
import type { PolicyRecord, PolicyStore } from './policy-record.ts';
import { approximateUnder, effectsOf, nextHorizonOf } from './preview-effects.ts';
import { type Evaluations, evaluationsOf, previewMaxOf } from './preview-evaluations.ts';
import { classMoves, type Extrapolation } from './preview-moves.ts';
import { drawPreviewSample, type PreviewSample } from './preview-sample.ts';
import type { PreviewScenario, SettingsPreview } from './preview-schema.ts';
import type { ScanScores } from './score-ports.ts';
import type { ClassName } from './tally.ts';

export interface PreviewContext {
  readonly policies: Pick<PolicyStore, 'active'>;
  /** The model in use on a date. */
  readonly modelFor: (asOf: CalendarDate) => Promise<ModelVersion | null>;
  readonly scan: ScanScores;
  /** Customers of the shop by its last complete run, 0 before the first. */
  readonly population: () => Promise<number>;
  readonly currency: string;
  readonly zone: string;
  readonly now: Instant;
}

/**
 * Who would move if a policy were put in force, and how much lifetime value with them. Nothing is stored. Both sides
 * are decided as of today on the stored sums, so that only the settings differ: a night that is still due moves nobody.
 */
export const previewPolicy = async (
  context: PreviewContext,
  {
    policy,
    ifMatch,
  }: { readonly policy: ScoringPolicy; readonly ifMatch: number | '*' | undefined },
): Promise<Result<SettingsPreview>> => {
  const active = await context.policies.active();
  if (typeof ifMatch === 'number' && ifMatch !== active.version) return fail('stale_version');
  const day = businessDay(context.now, context.zone);
  const [model, population] = await Promise.all([
    context.modelFor(dayToDate(day)),
    context.population(),
  ]);
  const sample = await drawPreviewSample(context.scan, {
    population,
    max: previewMaxOf(model),
    day,
  });
  return ok(
    compare({ active, policy, model, sample, population, day, currency: context.currency }),
  );
};

interface Comparison {
  readonly active: PolicyRecord;
  readonly policy: ScoringPolicy;
  readonly model: ModelVersion | null;
  readonly sample: PreviewSample;
  readonly population: number;
  readonly day: Day;
  readonly currency: string;
}

/** The preview of a sample; pure, so that it is the same for the same records. */
export const compare = (comparison: Comparison): SettingsPreview => {
  const { active, policy, model, sample, day, currency } = comparison;
  const before = prepareScoring(model, active.policy, currency);
  const evaluations = evaluationsOf(sample.records, day);
  const present = decided(before, evaluations(before), { records: sample.records, day });
  const over = extrapolationOf(comparison);
  const change = { policy, model, pointers: changedPointers(active.policy, policy) };
  const scenario = (next: ModelVersion | null): PreviewScenario =>
    scenarioOf(prepareScoring(next, policy, currency), {
      records: present,
      evaluations,
      day,
      over,
    });
  return {
    preview: true,
    version: active.version,
    state: before.transactions === null ? 'insufficient_data' : 'ok',
    asOf: dayToDate(day),
    modelVersion: model?.version ?? null,
    currency,
    sample: {
      customers: sample.records.length,
      leftOut: sample.read - sample.records.length,
      population: populationOf(comparison),
      exact: sample.isExact,
    },
    changes: effectsOf(change),
    approximate: approximateUnder(change),
    atOnce: scenario(model),
    withNextModel: scenario(model && recut(model, comparison, evaluations)),
  };
};

const populationOf = ({ sample, population }: Comparison): number | null => {
  if (sample.isExact) return sample.read;
  // The last run may be older than many customers.
  return population === 0 ? null : Math.max(population, sample.read);
};

const extrapolationOf = (comparison: Comparison): Extrapolation => {
  const { sample } = comparison;
  const population = populationOf(comparison) ?? sample.read;
  return {
    customers: sample.records.length,
    factor: sample.read === 0 ? 1 : population / sample.read,
    isExact: sample.isExact,
  };
};

/** The model with everything that is cut or levelled on the sample cut and levelled again under the policy. */
const recut = (
  model: ModelVersion,
  comparison: Comparison,
  evaluations: Evaluations,
): ModelVersion => {
  const { policy, sample, day, currency } = comparison;
  const statistics = sample.records.map((record) => record.statistics);
  const next = { ...model, value: policy.value, churn: levelled(model, comparison) };
  const valued = prepareScoring(next, policy, currency);
  const values = evaluations(valued).flatMap((evaluation) => evaluation?.clv ?? []);
  return {
    ...next,
    tiers: values.length === 0 ? [] : tierBoundsOf(policy.tiers, values),
    rfm: rfmModelOf(statistics, day, policy.rfm),
    amounts: amountBoundsOf(policy.bands, statistics),
  };
};

/** The churn model carried to the horizon of the policy, where that is not the one that it was fitted for. */
const levelled = (
  model: ModelVersion,
  { policy, sample, day, currency }: Comparison,
): ModelVersion['churn'] => {
  const { transactions } = prepareScoring(model, policy, currency);
  const horizonDays = nextHorizonOf(model, policy);
  if (!model.churn || !transactions || horizonDays === model.churn.horizonDays) return model.churn;
  const { contractGraceDays } = policy.churn;
  const cases = sample.records.map(({ statistics }) => ({
    statistics: settledStatistics({ statistics, day }, contractGraceDays),
    day,
  }));
  return carriedTo(model.churn, horizonDays, { cases, transactions });
};

type Decided = Pick<ScoreRecord, 'customerId' | 'statistics' | 'classes'>;

/** The records with the classes that a policy gives them, as the next night would decide. */
const decided = (
  scoring: Scoring,
  evaluations: readonly (Evaluation | null)[],
  { records, day }: { readonly records: readonly Decided[]; readonly day: Day },
): readonly Decided[] =>
  records.map(({ customerId, statistics, classes: stored }, index) => {
    const evaluation = evaluations[index] ?? null;
    const classes = classesOf(scoring, statistics, { day, stored, evaluation });
    return { customerId, statistics, classes };
  });

interface Present {
  /** With the classes that the policy in force gives. */
  readonly records: readonly Decided[];
  readonly evaluations: Evaluations;
  readonly day: Day;
  readonly over: Extrapolation;
}

const scenarioOf = (
  scoring: Scoring,
  { records, evaluations, day, over }: Present,
): PreviewScenario => {
  const after = evaluations(scoring);
  const next = decided(scoring, after, { records, day });
  const moves = (name: ClassName) =>
    classMoves(
      records.map(({ customerId, classes }, index) => ({
        customerId,
        from: classes[name],
        to: next[index]?.classes[name] ?? null,
        clv: after[index]?.clv ?? 0,
      })),
      over,
    );
  const amounts = amountsOf(scoring);
  return {
    tiers: [...scoring.tiers],
    amounts: amounts && { of: amounts.of, bounds: [...amounts.bounds] },
    tier: moves('tier'),
    risk: moves('risk'),
    activity: moves('activity'),
    stage: moves('stage'),
  };
};
