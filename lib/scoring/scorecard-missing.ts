import type { Evaluation } from './evaluate.ts';
import type { Scorecard } from './scorecard-schema.ts';
import type { Scoring } from './scoring.ts';
import type { DetailFold, Statistics } from './statistics.ts';

type Missing = Scorecard['missing'][number];
type Need = Missing['needs'];

/** Members whose data nothing records yet. */
const notCollected = [
  'value.potential.growth',
  'value.walletShare',
  'value.scope',
  'value.referral',
  'satisfaction.loyaltyIndex',
  'matrix',
  'actions',
] as const;

const fromModels = ['expectedPurchases', 'churn'] as const;
const fromValue = ['value.clv', 'value.potential.base', 'tier'] as const;

const modelNeed = ({ transactions }: Scoring, { purchaseDays }: Statistics): Need | null => {
  if (purchaseDays === 0) return 'purchase';
  return transactions === null ? 'model' : null;
};

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
  { detail, evaluation }: { detail: DetailFold; evaluation: Evaluation | null },
): Missing[] => {
  const need = modelNeed(scoring, statistics);
  const spendNeed = need ?? (scoring.spend === null ? 'spend_model' : null);
  const purchases = Object.values(detail.months).reduce((sum, month) => sum + month.purchases, 0);
  const costed = Object.values(detail.months).reduce((sum, month) => sum + month.costed, 0);
  const unanswered = (['nps', 'csat', 'ces'] as const).filter(
    (name) => detail.answers[name] === null,
  );
  return [
    ...rows(fromModels, need),
    ...rows(fromValue, spendNeed),
    ...rows(['rfm'], rfmNeed(scoring, statistics)),
    ...rows(['churn.pAlive'], evaluation && aliveNeed(statistics, evaluation)),
    ...rows(['value.contribution'], costed === purchases && purchases > 0 ? null : 'costs'),
    ...rows(
      unanswered.map((name) => `satisfaction.${name}`),
      'answer',
    ),
    ...rows(notCollected, 'not_collected'),
  ];
};
