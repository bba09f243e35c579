import type { Classes } from './classes.ts';
import { lifetimeValue } from './evaluate.ts';
import type { Evidence, ReasonCode } from './reason-codes.ts';
import { evidenceOf, type ReasonSubject } from './reason-evidence.ts';
import { type BothLanguages, reasonText } from './reason-texts.ts';
import type { Scoring } from './scoring.ts';
import type { ModelInputs } from './statistics.ts';

/** Why a score is what it is. */
export interface Reason {
  readonly score: 'tier' | 'clv' | 'churn';
  readonly code: ReasonCode;
  /** In the unit of the score: minor units, or probability. Those of one score sum to it. */
  readonly contribution: number;
  readonly text: BothLanguages;
  readonly evidence: Evidence;
}

export interface ReasonInput extends ReasonSubject {
  /** The classes that the customer has. */
  readonly classes: Classes;
  /** The classes that the values of the day alone would give. */
  readonly fresh: Classes;
  /** Until when a minimum stay keeps the tier (`YYYY-MM-DD`), null where none does. */
  readonly keepsUntil: string | null;
}

type Part = Pick<Reason, 'score' | 'code' | 'contribution'> & { readonly evidence?: Evidence };

interface Step {
  readonly code: 'baseline' | 'tenure' | 'frequency' | 'recency' | 'spend';
  readonly inputs: ModelInputs;
}

/**
 * From the typical customer of the sample to this one, one trait at a time: tenure (T, with as many repeats as the
 * typical customer makes in that time, or a new one would be valued for purchases that nobody makes in a day), then
 * frequency (x, the last purchase at the typical share of the tenure), then recency (tx), then spend (zbar).
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
  const typicalRepeats = tenureWeeks > 0 ? Math.round((repeats * T) / tenureWeeks) : repeats;
  return [
    { code: 'baseline', inputs: at(repeats, tenureWeeks, recencyShare, typicalSpend) },
    { code: 'tenure', inputs: at(typicalRepeats, T, recencyShare, typicalSpend) },
    { code: 'frequency', inputs: at(x, T, recencyShare, typicalSpend) },
    { code: 'recency', inputs: at(x, T, share, typicalSpend) },
    { code: 'spend', inputs: at(x, T, share, zbar) },
  ];
};

/** By weight, the baseline last; what contributes nothing is left out. */
const ranked = ([typical, ...own]: readonly Part[]): readonly Part[] => {
  const sorted = own
    .filter(({ contribution }) => contribution !== 0)
    .sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution));
  return typical === undefined ? sorted : [...sorted, typical];
};

/**
 * Lifetime value by sequential substitution: the baseline is the value of the typical customer, each trait contributes
 * what the value changes when it is replaced by the customer's own in a fixed order. Differences of rounded running
 * values, so that rounding does not break the sum.
 */
const valueParts = (scoring: Scoring, { evaluation }: ReasonInput): readonly Part[] => {
  if (evaluation === null) return [];
  const steps = stepsTo(scoring, evaluation.inputs);
  const values = steps.flatMap(({ inputs }) => lifetimeValue(scoring, inputs) ?? []);
  const rounded = values.map((value) => Math.round(value));
  return ranked(
    rounded.map((value, index) => ({
      score: 'clv',
      code: steps[index]?.code ?? 'baseline',
      contribution: value - (rounded[index - 1] ?? 0),
    })),
  );
};

const churnParts = ({ churn }: Scoring, { statistics, day }: ReasonInput): readonly Part[] =>
  churn
    .parts({ statistics, day })
    .map(({ code, contribution }) => ({ score: 'churn', code, contribution }));

/**
 * A tier is a range of lifetime value, so that is its one number; what made the value is told under `clv`. Where the
 * margin of a bound or a minimum stay holds the tier away from what the value alone would say, that is told beside it.
 */
const tierParts = (
  { tiers }: Scoring,
  { classes, fresh, keepsUntil, evaluation }: ReasonInput,
): readonly Part[] => {
  const position = tiers.findIndex(({ id }) => id === classes.tier);
  if (!evaluation || evaluation.clv === null || position < 0) return [];
  const from = Math.round(tiers[position]?.from ?? 0);
  const next = tiers[position - 1];
  const evidence = {
    tier: classes.tier,
    from,
    nextFrom: next === undefined ? null : Math.round(next.from),
  };
  const value: Part = {
    score: 'tier',
    code: 'lifetime_value',
    contribution: Math.round(evaluation.clv),
    evidence,
  };
  if (fresh.tier === classes.tier) return [value];
  const kept = { wouldBe: fresh.tier, keepsUntil };
  return [value, { score: 'tier', code: 'tier_kept', contribution: 0, evidence: kept }];
};

/**
 * The reasons of tier, lifetime value and churn risk, each ranked by weight with the baseline last, in words and with
 * what they rest on. The contributions of a score sum to it.
 */
export const reasonsOf = (scoring: Scoring, input: ReasonInput): readonly Reason[] =>
  [...tierParts(scoring, input), ...valueParts(scoring, input), ...churnParts(scoring, input)].map(
    (part) => {
      const evidence = part.evidence ?? evidenceOf(part.code, input);
      return {
        score: part.score,
        code: part.code,
        contribution: part.contribution,
        text: reasonText({ code: part.code, evidence }, scoring.currency),
        evidence,
      };
    },
  );
