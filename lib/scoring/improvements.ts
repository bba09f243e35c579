import type { Lowering, LoweringCode } from '../churn/lowering.ts';
import type { BothLanguages } from './reason-texts.ts';
import { roundTo } from './round-to.ts';
import type { NextTierCard } from './scorecard-tier-schema.ts';

/** Something that would lower the risk or lift the tier, by the model's word: no promise that it works. */
export interface Improvement {
  readonly score: 'churn' | 'tier';
  readonly code: LoweringCode | 'purchase_days';
  /** Of churn: the risk before and after. Of the tier: its ids. */
  readonly from: number | string | null;
  readonly to: number | string;
  /** Of the tier: purchase days of the expected value that are needed. */
  readonly purchaseDays: number | null;
  readonly text: BothLanguages;
}

const remedies: Readonly<Record<LoweringCode, BothLanguages>> = {
  purchase: { en: 'A purchase today, of the usual value', zh: '今天完成一次常规金额的购买' },
  resolve_tickets: { en: 'All open service tickets resolved', zh: '解决所有未结服务单' },
  answer_complaint: { en: 'The complaint settled', zh: '妥善处理投诉' },
  restore_satisfaction: { en: 'Satisfaction restored', zh: '恢复满意度' },
  use_points: { en: 'Points used today', zh: '今天使用积分' },
  touch: { en: 'A visit or contact today', zh: '今天有一次到访或联系' },
  renew_contract: { en: 'The contract renewed for another term', zh: '合同再续一期' },
};

/** Digits behind the point of a risk. */
const riskDigits = 6;

const loweringText = ({ code, risk }: Lowering): BothLanguages => {
  const percent = (risk * 100).toFixed(1);
  const { en, zh } = remedies[code];
  return { en: `${en}: the risk would be ${percent} %`, zh: `${zh}：风险将为 ${percent}%` };
};

const tierImprovement = (tier: string | null, next: NextTierCard): readonly Improvement[] => {
  if (next === null) return [];
  const { purchaseDays } = next.missing;
  if (purchaseDays === null) return [];
  return [
    {
      score: 'tier',
      code: 'purchase_days',
      from: tier,
      to: next.tier,
      purchaseDays,
      text: {
        en: `${purchaseDays} purchase ${purchaseDays === 1 ? 'day of the usual value reaches' : 'days of the usual value reach'} tier ${next.tier}`,
        zh: `再有 ${purchaseDays} 个常规金额的购买日即可升至等级 ${next.tier}`,
      },
    },
  ];
};

/** What would lower the risk, the greatest fall first, then what would lift the tier. */
export const improvementsOf = ({
  risk,
  lowering,
  tier,
  nextTier,
}: {
  readonly risk: number | null;
  readonly lowering: readonly Lowering[];
  readonly tier: string | null;
  readonly nextTier: NextTierCard;
}): readonly Improvement[] => [
  ...lowering.map(
    (remedy): Improvement => ({
      score: 'churn',
      code: remedy.code,
      from: risk === null ? null : roundTo(risk, riskDigits),
      to: roundTo(remedy.risk, riskDigits),
      purchaseDays: null,
      text: loweringText(remedy),
    }),
  ),
  ...tierImprovement(tier, nextTier),
];
