import { type Evaluation, evaluate } from '../scoring/evaluate.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Scoring } from '../scoring/scoring.ts';
import { canonicalJson } from '../shared/canonical.ts';
import type { Day } from '../shared/time.ts';

/** The evaluations of the records of a preview, in their order. */
export type Evaluations = (scoring: Scoring) => readonly (Evaluation | null)[];

/**
 * Evaluates records once for everything that comes out the same: under one model an evaluation depends on the settings
 * of lifetime value and of churn only, with the level of churn risk that was set for its horizon. The sides of a preview
 * mostly share them.
 */
export const evaluationsOf = (records: readonly ScoreRecord[], day: Day): Evaluations => {
  const known = new Map<string, readonly (Evaluation | null)[]>();
  return (scoring) => {
    const { value, churnHorizonDays, policy, model } = scoring;
    const key = canonicalJson({
      value,
      churnHorizonDays,
      grace: policy.churn.contractGraceDays,
      level: model?.churn && [model.churn.modelMean, model.churn.intercept],
    });
    const found =
      known.get(key) ?? records.map(({ statistics }) => evaluate(scoring, statistics, day));
    known.set(key, found);
    return found;
  };
};

/** Records that a preview looks at: some seconds of a function with half a processor. */
const closedFormMax = 20_000;
/** Its expectations are sums of many terms for each of the steps of lifetime value: about ten times the work. */
const seriesMax = 4_000;

/** Most records that a preview under a model reads: a fixed number, so that the same shop gives the same preview. */
export const previewMaxOf = (model: ModelVersion | null): number =>
  model?.transactions?.model === 'mbg-cnbd-k' ? seriesMax : closedFormMax;
