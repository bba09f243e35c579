import { type Evaluation, lifetimeValue } from './evaluate.ts';
import type { ReasonCode } from './reason-codes.ts';
import type { Scoring } from './scoring.ts';
import type { ModelInputs, Statistics } from './statistics.ts';

/** Why a score is what it is. */
export interface Reason {
  readonly score: 'tier' | 'clv' | 'churn';
  readonly code: ReasonCode;
  /** In the unit of the score: minor units, or probability. Those of one score sum to it. */
  readonly contribution: number;
  readonly evidence: Readonly<Record<string, number | string | null>>;
}

interface Step {
  readonly code: 'baseline' | 'tenure' | 'frequency' | 'recency' | 'spend';
  readonly inputs: ModelInputs;
}

/**
 * From the typical customer of the sample to this one, one trait at a time: tenure (T), then frequency (x, the last
 * purchase at the typical share of the tenure), then recency (tx), then spend (zbar).
 */
const stepsTo = (scoring: Scoring, inputs: ModelInputs): readonly Step[] => {
  const { repeats = 0, recencyShare = 0, tenureWeeks = 0 } = scoring.model?.baseline ?? {};
  const typicalSpend = scoring.spend?.populationMean ?? 0;
  const at = (x: number, T: number, share: number, zbar: number): ModelInputs => ({
    x,
    tx: x === 0 ? 0 : T * share,
    T,
    zbar: x === 0 ? 0 : zbar,
  });
  const { x, tx, T, zbar } = inputs;
  const share = T > 0 ? tx / T : 0;
  return [
    { code: 'baseline', inputs: at(repeats, tenureWeeks, recencyShare, typicalSpend) },
    { code: 'tenure', inputs: at(repeats, T, recencyShare, typicalSpend) },
    { code: 'frequency', inputs: at(x, T, recencyShare, typicalSpend) },
    { code: 'recency', inputs: at(x, T, share, typicalSpend) },
    { code: 'spend', inputs: at(x, T, share, zbar) },
  ];
};

const evidenceOf = (
  code: Step['code'],
  statistics: Statistics,
  day: number,
  { inputs, intervalDays }: Evaluation,
): Reason['evidence'] => {
  switch (code) {
    case 'baseline':
      return {};
    case 'tenure':
      return { daysSinceFirstPurchase: Math.round(inputs.T * 7) };
    case 'frequency':
      return { purchaseDays: statistics.purchaseDays };
    case 'recency':
      return {
        daysSinceLastPurchase: day - (statistics.lastDay ?? day),
        expectedIntervalDays: Math.round(intervalDays),
      };
    case 'spend': {
      const { purchaseDays, total, firstDayTotal } = statistics;
      const repeats = purchaseDays - 1;
      return {
        meanRepeatSpend: repeats > 0 ? Math.round((total - firstDayTotal) / repeats) : null,
      };
    }
  }
};

/** Differences of rounded running values, so that rounding does not break the sum. */
const contributions = (values: readonly number[], digits: number): readonly number[] => {
  const rounded = values.map((value) => Math.round(value * 10 ** digits));
  return rounded.map((value, index) => (value - (rounded[index - 1] ?? 0)) / 10 ** digits);
};

const ranked = (reasons: readonly Reason[]): readonly Reason[] => {
  const [typical, ...own] = reasons;
  const sorted = own
    .filter(({ contribution }) => contribution !== 0)
    .sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution));
  return typical === undefined ? sorted : [...sorted, typical];
};

/**
 * The reasons of lifetime value, tier and churn risk, each ranked by weight with the baseline last. Method: sequential
 * substitution. The baseline is the score of the typical customer; each trait contributes what the score changes when
 * it is replaced by the customer's own in a fixed order; so the contributions sum to the score.
 */
export const reasonsOf = (
  scoring: Scoring,
  statistics: Statistics,
  { day, tier, evaluation }: { day: number; tier: string | null; evaluation: Evaluation },
): readonly Reason[] => {
  if (scoring.transactions === null) return [];
  const steps = stepsTo(scoring, evaluation.inputs);
  const explain = (score: 'clv', values: readonly number[], digits: number): readonly Reason[] => {
    const parts = contributions(values, digits);
    const reasons = values.map((_, index): Reason => {
      const code = steps[index]?.code ?? 'baseline';
      const evidence = evidenceOf(code, statistics, day, evaluation);
      return { score, code, contribution: parts[index] ?? 0, evidence };
    });
    return ranked(reasons);
  };
  const risks = scoring.churn
    .parts({ statistics, day })
    .map((part): Reason => ({ score: 'churn', ...part }));
  const values = steps.flatMap(({ inputs }) => lifetimeValue(scoring, inputs) ?? []);
  return [...tierReasons(scoring, tier, evaluation), ...explain('clv', values, 0), ...risks];
};

/** A tier is a range of lifetime value, so that is its one reason; what made the value is told under `clv`. */
const tierReasons = (
  { tiers }: Scoring,
  tier: string | null,
  { clv }: Evaluation,
): readonly Reason[] => {
  const position = tiers.findIndex(({ id }) => id === tier);
  if (clv === null || position < 0) return [];
  const from = Math.round(tiers[position]?.from ?? 0);
  const next = tiers[position - 1];
  const evidence = { tier, from, nextFrom: next === undefined ? null : Math.round(next.from) };
  return [{ score: 'tier', code: 'lifetime_value', contribution: Math.round(clv), evidence }];
};
