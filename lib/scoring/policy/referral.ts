import * as z from 'zod';
import { Decimal } from '../../shared/decimal.ts';
import type { matrixCells } from '../../value/word-of-mouth.ts';

const share = Decimal.min(0).max(1);
const money = z.int().min(0).max(1_000_000_000_000);

const Text = z.strictObject({ en: z.string().min(1).max(300), zh: z.string().min(1).max(300) });

/** What is done about the customers of one cell of the matrix. */
export const CellPolicy = z.strictObject({
  action: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,31}$/)
    .meta({ description: 'Code of the action, for lists and messages.' }),
  goal: Text,
  text: Text.meta({ description: 'What to do, for whoever serves the customer.' }),
});
export type CellPolicy = z.infer<typeof CellPolicy>;

const cells = z.strictObject({
  champion: CellPolicy,
  affluent: CellPolicy,
  advocate: CellPolicy,
  miser: CellPolicy,
} satisfies Record<(typeof matrixCells)[number], typeof CellPolicy>);

/** What word of mouth is counted with (science.md 5.2). Texts of the cells hold at once, the rest with the next model. */
export const ReferralSettings = z.strictObject({
  marketSize: z.int().positive().nullable().meta({
    description: 'Reachable people, customers included; null: `susceptibleShare` is used instead.',
  }),
  susceptibleShare: share.gt(0).meta({
    description: 'Share of the reachable people who are not customers yet.',
  }),
  horizonMonths: z.int().min(1).max(120),
  typeOneShare: share.meta({
    description: 'Share of referred customers who would not have come otherwise.',
  }),
  acquisitionCost: money.meta({
    description: 'Minor units saved by a referred customer who would have come anyway.',
  }),
  reward: money.meta({
    description: 'Minor units per conversion, where no referral event carries a reward.',
  }),
  stopDays: z.int().min(7).max(3650).meta({
    description: 'Days without a referral after which a referrer counts as having stopped.',
  }),
  friendShare: Decimal.min(0).max(0.5).meta({
    description:
      'Share of the lifetime value of referred customers that is attributed to who referred them; the sum over customers does not change.',
  }),
  thresholds: z.strictObject({
    trade: money.nullable().meta({ description: 'Minor units; null: the median of the sample.' }),
    referral: money.nullable().meta({
      description: 'Minor units; null: the median of the sample.',
    }),
  }),
  cells,
});
export type ReferralSettings = z.infer<typeof ReferralSettings>;

export const defaultReferralSettings: ReferralSettings = {
  marketSize: null,
  susceptibleShare: 0.9,
  horizonMonths: 24,
  typeOneShare: 0.7,
  acquisitionCost: 0,
  reward: 0,
  stopDays: 180,
  friendShare: 0,
  thresholds: { trade: null, referral: null },
  cells: {
    champion: {
      action: 'reward_and_listen',
      goal: { en: 'Keep them and their voice', zh: '留住客户与其口碑' },
      text: {
        en: 'Personal service, early access, thanks for every friend; ask what they would improve.',
        zh: '专属服务、优先体验，感谢每一次推荐，并征求改进意见。',
      },
    },
    affluent: {
      action: 'invite_to_refer',
      goal: { en: 'Turn good buyers into advocates', zh: '让优质买家愿意推荐' },
      text: {
        en: 'Keep the service that they buy for; make recommending easy and reward it on both sides.',
        zh: '保持现有服务水准；让推荐更方便，并对双方给予奖励。',
      },
    },
    advocate: {
      action: 'grow_purchases',
      goal: { en: 'Let advocates buy more', zh: '促进推荐者增加购买' },
      text: {
        en: 'Offer bundles and further categories; thank them for friends with credit to spend.',
        zh: '提供组合与新品类；以可消费的额度答谢推荐。',
      },
    },
    miser: {
      action: 'develop_at_low_cost',
      goal: { en: 'Develop at low cost', zh: '低成本培育' },
      text: {
        en: 'Automated offers for a next purchase with a reward for bringing a friend.',
        zh: '以自动化优惠促成下一次购买，并附带荐友奖励。',
      },
    },
  },
};
