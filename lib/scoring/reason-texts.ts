import { minorDigits } from '../shared/money.ts';
import type { Evidence, ReasonCode } from './reason-codes.ts';

/** What people read, in both languages of the product. */
export interface BothLanguages {
  readonly en: string;
  readonly zh: string;
}

/**
 * Sentences by code. `{name}` stands for a member of the evidence, `{name:money}` for one in minor units, and
 * `{name:day|days}` for the word that goes with a count. The first row whose members are all there is taken, so the
 * last one of a code asks for the least.
 */
const sentences: Readonly<Record<ReasonCode, readonly BothLanguages[]>> = {
  baseline: [{ en: 'A typical customer of yours', zh: '您的典型客户' }],
  tenure: [
    {
      en: 'Customer since {firstPurchaseOn}, for {daysSinceFirstPurchase} {daysSinceFirstPurchase:day|days}',
      zh: '自 {firstPurchaseOn} 起成为客户，已 {daysSinceFirstPurchase} 天',
    },
  ],
  frequency: [
    {
      en: 'Bought on {purchaseDays} {purchaseDays:day|days}',
      zh: '共有 {purchaseDays} 个购买日',
    },
  ],
  recency: [
    {
      en: 'Last purchase {daysSinceLastPurchase} {daysSinceLastPurchase:day|days} ago, on {lastPurchaseOn}',
      zh: '最近一次购买在 {daysSinceLastPurchase} 天前（{lastPurchaseOn}）',
    },
  ],
  rhythm: [
    {
      en: 'Expected to buy about every {expectedIntervalDays} {expectedIntervalDays:day|days}, last bought {daysSinceLastPurchase} {daysSinceLastPurchase:day|days} ago',
      zh: '预计约每 {expectedIntervalDays} 天购买一次，距上次已 {daysSinceLastPurchase} 天',
    },
  ],
  spend: [
    {
      en: 'A repeat purchase day is worth {meanRepeatSpend:money} on average',
      zh: '复购日平均金额为 {meanRepeatSpend:money}',
    },
    {
      en: 'No repeat purchase yet: the mean of all customers is taken',
      zh: '尚无复购：按全体客户的均值计算',
    },
  ],
  spend_slope: [
    {
      en: 'The last purchase day brought {lastSpend:money}, the mean is {meanSpend:money}',
      zh: '最近购买日金额 {lastSpend:money}，平均为 {meanSpend:money}',
    },
    { en: 'How spend has changed', zh: '消费金额的变化' },
  ],
  complaints: [
    {
      en: '{complaints} {complaints:complaint|complaints}, the last one {daysSinceLastComplaint} {daysSinceLastComplaint:day|days} ago, on {lastComplaintOn}',
      zh: '共 {complaints} 次投诉，最近一次在 {daysSinceLastComplaint} 天前（{lastComplaintOn}）',
    },
    { en: 'No complaint', zh: '没有投诉' },
  ],
  open_tickets: [
    {
      en: '{openTickets} open service {openTickets:ticket|tickets}',
      zh: '{openTickets} 个未解决的服务单',
    },
  ],
  satisfaction: [
    {
      en: 'Satisfaction went from {previousSatisfaction} to {satisfaction} of 100 on {answeredOn}',
      zh: '满意度在 {answeredOn} 由 {previousSatisfaction} 变为 {satisfaction}（满分 100）',
    },
    {
      en: 'Satisfaction {satisfaction} of 100, said on {answeredOn}',
      zh: '{answeredOn} 的满意度为 {satisfaction}（满分 100）',
    },
    { en: 'Satisfaction is not known', zh: '满意度未知' },
  ],
  idle_points: [
    {
      en: '{points} {points:point lies|points lie} unused since {lastPointsOn}',
      zh: '{points} 积分自 {lastPointsOn} 起未动用',
    },
    { en: 'No points', zh: '没有积分' },
  ],
  channel_silence: [
    {
      en: 'Last visit or contact {daysSinceLastTouch} {daysSinceLastTouch:day|days} ago, on {lastTouchOn}',
      zh: '最近一次到访或联系在 {daysSinceLastTouch} 天前（{lastTouchOn}）',
    },
    { en: 'No visit or contact is known', zh: '没有到访或联系记录' },
  ],
  contract: [
    {
      en: 'Contract cancelled, paid until {lastPaidOn}, after {renewals} {renewals:renewal|renewals}',
      zh: '合同已取消，付费至 {lastPaidOn}，此前续约 {renewals} 次',
    },
    {
      en: 'Contract paid until {contractEndsOn}, after {renewals} {renewals:renewal|renewals}',
      zh: '合同付费至 {contractEndsOn}，已续约 {renewals} 次',
    },
  ],
  lifetime_value: [
    {
      en: 'The lifetime value lies in the range of this tier, which begins at {from:money}',
      zh: '终身价值处于该等级的区间内，起点为 {from:money}',
    },
  ],
  tier_kept: [
    {
      en: 'The value alone would say {wouldBe}; the tier is kept until {keepsUntil}',
      zh: '仅按价值应为 {wouldBe}；该等级保留至 {keepsUntil}',
    },
    {
      en: 'The value alone would say {wouldBe}; it has not passed the bound by its margin yet',
      zh: '仅按价值应为 {wouldBe}；尚未超过分级界限的缓冲带',
    },
  ],
};

const placeholder = /\{(\w+)(?::([^}]+))?\}/g;

const membersOf = ({ en }: BothLanguages): readonly string[] =>
  Array.from(en.matchAll(placeholder), ([, name = '']) => name);

/** An amount of minor units as people of a language write it. */
export const moneyText = (minor: number, currency: string, language: 'en' | 'zh'): string => {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
  }).format(minor / 10 ** digits);
};

/** The word that goes with a count, of `one|many`. */
const wordFor = (count: number, form: string): string => {
  const [one = form, many = one] = form.split('|');
  return count === 1 ? one : many;
};

/** The sentence of a reason. Members that the evidence lacks choose a shorter one. */
export const reasonText = (
  { code, evidence }: { readonly code: ReasonCode; readonly evidence: Evidence },
  currency: string,
): BothLanguages => {
  const rows = sentences[code];
  const row =
    rows.find((candidate) => membersOf(candidate).every((name) => evidence[name] != null)) ??
    rows.at(-1);
  const fill = (language: 'en' | 'zh'): string =>
    (row?.[language] ?? '').replace(placeholder, (_, name: string, form?: string) => {
      const value = evidence[name] ?? '';
      if (form === undefined || typeof value !== 'number') return String(value);
      return form === 'money' ? moneyText(value, currency, language) : wordFor(value, form);
    });
  return { en: fill('en'), zh: fill('zh') };
};
