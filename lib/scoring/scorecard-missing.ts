import type { Evaluation } from './evaluate.ts';
import { type LoyaltyIndex, loyaltyNeeds } from './loyalty-index.ts';
import { churnNeeds } from './scorecard-churn.ts';
import { valueNeeds } from './scorecard-missing-value.ts';
import type { Need } from './scorecard-needs.ts';
import type { Scorecard } from './scorecard-schema.ts';
import { amountsOf } from './scorecard-tier.ts';
import type { valueSection } from './scorecard-value.ts';
import type { Scoring } from './scoring.ts';
import type { DetailFold, Statistics } from './statistics.ts';

type Missing = Scorecard['missing'][number];

/** Members whose data nothing records yet. */
const notCollected = ['actions'] as const;

const modelNeed = ({ transactions }: Scoring, { purchaseDays }: Statistics): Need | null => {
  if (purchaseDays === 0) return 'purchase';
  return transactions === null ? 'model' : null;
};

const amountNeed = (scoring: Scoring, { purchaseDays }: Statistics): Need | null =>
  purchaseDays > 0 && amountsOf(scoring) === null ? 'model' : null;

const rfmNeed = ({ model }: Scoring, { purchaseDays }: Statistics): Need | null => {
  if (purchaseDays === 0) return 'purchase';
  return model?.rfm ? null : 'model';
};

const aliveNeed = ({ purchaseDays }: Statistics, { aliveProbability }: Evaluation): Need | null => {
  if (aliveProbability !== null) return null;
  return purchaseDays === 1 ? 'repeat_purchase' : 'model';
};

const rows = (fields: readonly string[], needs: Need | null): readonly Missing[] =>
  needs === null ? [] : fields.map((field) => ({ field, code: 'insufficient_data', needs }));

/** Which members are null because data do not suffice, and what each would need. */
export const missingFrom = (
  scoring: Scoring,
  statistics: Statistics,
  {
    detail,
    evaluation,
    valued,
    loyaltyIndex,
    day,
  }: {
    detail: DetailFold;
    evaluation: Evaluation | null;
    valued: ReturnType<typeof valueSection>;
    loyaltyIndex: LoyaltyIndex;
    day: number;
  },
): Missing[] => {
  const need = modelNeed(scoring, statistics);
  const spendNeed = need ?? (scoring.spend === null ? 'spend_model' : null);
  const alive = evaluation && aliveNeed(statistics, evaluation);
  const needed = { model: need, spend: spendNeed, alive };
  const unanswered = (['nps', 'csat', 'ces'] as const).filter(
    (name) => detail.answers[name] === null,
  );
  return [
    ...rows(['expectedPurchases'], need),
    ...churnNeeds(scoring, { statistics, day, need }).flatMap(([field, what]) =>
      rows([field], what),
    ),
    ...rows(['tier'], spendNeed),
    ...rows(['rfm'], rfmNeed(scoring, statistics)),
    ...rows(['bands'], statistics.purchaseDays === 0 ? 'purchase' : null),
    ...rows(
      ['bands.frequency.intervalDays', 'bands.frequency.dueOn'],
      statistics.purchaseDays === 1 ? 'repeat_purchase' : null,
    ),
    ...rows(['bands.amount'], amountNeed(scoring, statistics)),
    ...rows(['churn.pAlive'], alive),
    ...valueNeeds(scoring, valued, needed).flatMap(([field, what]) => rows([field], what)),
    ...rows(
      unanswered.map((name) => `satisfaction.${name}`),
      'answer',
    ),
    ...loyaltyNeeds(loyaltyIndex, statistics).flatMap(([field, what]) => rows([field], what)),
    ...rows(notCollected, 'not_collected'),
  ];
};
