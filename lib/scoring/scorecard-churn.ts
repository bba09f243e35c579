import { churnDigits } from '../churn/churn-parts.ts';
import type { Classes } from './classes.ts';
import type { Evaluation } from './evaluate.ts';
import { roundTo } from './round-to.ts';
import type { ScorecardChurn } from './scorecard-churn-schema.ts';
import type { Need } from './scorecard-needs.ts';
import type { Scoring } from './scoring.ts';
import type { Statistics } from './statistics.ts';

type Definition = NonNullable<ScorecardChurn>['definition'];

const definitionOf = ({ policy }: Scoring, isContract: boolean): Definition => {
  const { definition, contractGraceDays } = policy.churn;
  if (isContract) return { by: 'contract', percentile: null, graceDays: contractGraceDays };
  const percentile = definition.by === 'gaps' ? definition.percentile : null;
  return { by: definition.by, percentile, graceDays: null };
};

/** The risk beside what it is made of; null without a purchase and a model, and without a contract. */
export const churnSection = (
  scoring: Scoring,
  {
    statistics,
    day,
    classes,
    evaluation,
  }: {
    readonly statistics: Statistics;
    readonly day: number;
    readonly classes: Classes;
    readonly evaluation: Evaluation | null;
  },
): ScorecardChurn => {
  const risk = scoring.churn.risk({ statistics, day });
  if (risk === null) return null;
  const basis = scoring.churn.basis({ statistics, day });
  const alive = evaluation?.aliveProbability ?? null;
  return {
    risk: roundTo(risk, churnDigits),
    band: classes.risk,
    horizonDays: scoring.churnHorizonDays,
    basis,
    definition: definitionOf(scoring, basis === 'contract'),
    pAlive: alive === null ? null : roundTo(alive, churnDigits),
  };
};

/** What the churn section needs to be there, or to be made of more than the purchase model. */
export const churnNeeds = (
  { churn }: Scoring,
  {
    statistics,
    day,
    need,
  }: { readonly statistics: Statistics; readonly day: number; readonly need: Need | null },
): readonly (readonly [field: string, needs: Need])[] => {
  const basis = churn.basis({ statistics, day });
  if (basis === 'contract') return [];
  if (need !== null) return [['churn', need]];
  return basis === 'transactions' ? [['churn.basis', 'past_windows']] : [];
};
