import * as z from 'zod';
import { satisfactionDimensions } from '../../insights/satisfaction-answers.ts';
import type { Access } from '../access.ts';
import { ChurnReport, CohortReport, MonthParameter, ValueReport } from '../insight-resource.ts';
import { route } from '../route.ts';
import { PromoterReport, SatisfactionReport } from '../satisfaction-resource.ts';
import { controlListAccess } from '../score-access.ts';
import { DriverReport, ThemeReport, VoiceChannel, VoiceLanguage } from '../voice-resource.ts';

const none = z.strictObject({});
const asOf = z.iso.date().optional().meta({
  description: 'Inclusive business date; today unless said. The latest count up to it answers.',
});
/** The latest record of a kind up to a date. */
const readInsights: readonly Access[] = [{ table: 'control', actions: ['Query'] }];

/** Inclusive business dates. */
const days = { from: z.iso.date().optional(), to: z.iso.date().optional() };

/** A survey and its newest responses, or feedback outside surveys. */
const readVoice: readonly Access[] = [
  { table: 'control', actions: ['GetItem'] },
  { table: 'events', actions: ['Query'] },
  { table: 'events', index: 'bySurvey', actions: ['Query'] },
];

export const insightsRoutes = {
  getCohortInsights: route({
    id: 'getCohortInsights',
    method: 'GET',
    path: '/v1/insights/cohorts',
    group: 'insights',
    scopes: ['scores:read'],
    summary: { en: 'Read cohorts by month of first purchase', zh: '读取按首购月份划分的同期群' },
    description: {
      en: 'Retention, revenue or purchase days of each cohort month by month, over a fixed denominator, with the length of life of the cohort (Kaplan-Meier). Counted anew each night from the ledgers.',
      zh: '各同期群逐月的留存、收入或购买日，分母固定，并附该群的生命长度（Kaplan-Meier 估计）。每晚由流水重新统计。',
    },
    params: none,
    query: z.strictObject({
      from: MonthParameter.optional().meta({ description: 'First cohort.' }),
      to: MonthParameter.optional().meta({ description: 'Last cohort.' }),
      measure: z.enum(['retention', 'revenue', 'purchase_days']).default('retention'),
      basis: z.enum(['active_in', 'active_in_or_after']).optional().meta({
        description: 'Of retention; `active_in` unless said. Refused with another measure.',
      }),
      asOf,
    }),
    replies: { 200: { description: 'The cohorts', schema: CohortReport } },
    failures: [],
    access: readInsights,
  }),
  getChurnInsights: route({
    id: 'getChurnInsights',
    method: 'GET',
    path: '/v1/insights/churn',
    group: 'insights',
    scopes: ['scores:read'],
    summary: { en: 'Read churn rates and survival', zh: '读取流失率与生存曲线' },
    description: {
      en: 'Rates by calendar month or quarter with the counts they are made of, and survival of all customers and by tier, under the churn definition of the settings. When the definition changes, the next night re-states all of it, and what it counted goes before an older count whose data end a day later.',
      zh: '按自然月或季度给出流失率及其构成人数，并按设置中的流失定义给出全体客户与各层级的生存曲线。定义变更后，下一次夜间运行会重述全部历史；其结果优先于数据仅晚一天、仍按旧定义的结果。',
    },
    params: none,
    query: z.strictObject({ by: z.enum(['month', 'quarter']).default('month'), asOf }),
    replies: { 200: { description: 'Rates and survival', schema: ChurnReport } },
    failures: [],
    access: readInsights,
  }),
  getValueInsights: route({
    id: 'getValueInsights',
    method: 'GET',
    path: '/v1/insights/value',
    group: 'insights',
    scopes: ['scores:read'],
    summary: { en: 'Read customer equity and tiers', zh: '读取客户资产与层级' },
    description: {
      en: 'The CLV of all customers together and by tier, and who moved from tier to tier, from the last complete run.',
      zh: '全体客户及各层级的终身价值合计，以及层级之间的迁移，取自最近一次完整运行。',
    },
    params: none,
    query: z.strictObject({ asOf }),
    replies: { 200: { description: 'The value of the customers', schema: ValueReport } },
    failures: [],
    access: [...controlListAccess, { table: 'control', actions: ['GetItem'] }],
  }),
  getSatisfactionInsights: route({
    id: 'getSatisfactionInsights',
    method: 'GET',
    path: '/v1/insights/satisfaction',
    group: 'insights',
    scopes: ['scores:read'],
    summary: { en: 'Read satisfaction over all surveys', zh: '读取全部问卷的满意度' },
    description: {
      en: 'NPS, CSAT, ease, expectation gaps and ease against real waiting, over all surveys whose answers are linked to customers, and ratings outside surveys. Counted each night in the ledgers of up to 20,000 customers, for the last 36 months. Confidential and anonymous answers are not in it.',
      zh: 'NPS、CSAT、省力度、期望差距，以及省力度与实际等待时间的关系，涵盖全部与客户关联的问卷及问卷以外的评分。每晚由至多 20,000 名客户的流水统计，保留最近 36 个月。不含保密与匿名答卷。',
    },
    params: none,
    query: z.strictObject({
      from: MonthParameter.optional().meta({
        description: 'First month; eleven months before the last unless said.',
      }),
      to: MonthParameter.optional().meta({
        description: 'Last month; that of the end of the data unless said.',
      }),
      by: z.enum(satisfactionDimensions).optional().meta({
        description:
          'Tier and stage are those at the time of the answer. Segments do not exist yet: `segment` is refused by name.',
      }),
      asOf,
    }),
    replies: { 200: { description: 'The satisfaction', schema: SatisfactionReport } },
    failures: [],
    access: readInsights,
  }),
  getPromoterInsights: route({
    id: 'getPromoterInsights',
    method: 'GET',
    path: '/v1/insights/promoters',
    group: 'insights',
    scopes: ['scores:read'],
    summary: { en: 'Read whether promoters promote', zh: '读取推荐者是否真的推荐' },
    description: {
      en: 'What customers say about recommending us against the referrals that they made afterwards: each answer is followed until the next one, for 365 days at most. Rates by customer-month, and promoters against detractors.',
      zh: '客户自述的推荐意愿与其后实际推荐的对照：每个回答跟踪至下一个回答，最多 365 天。给出每客户每月的推荐率，以及推荐者与贬损者之比。',
    },
    params: none,
    query: z.strictObject({ asOf }),
    replies: { 200: { description: 'Stated against observed', schema: PromoterReport } },
    failures: [],
    access: readInsights,
  }),
  getThemeInsights: route({
    id: 'getThemeInsights',
    method: 'GET',
    path: '/v1/insights/themes',
    group: 'insights',
    scopes: ['surveys:read', 'feedback:read'],
    summary: { en: 'Read what customers speak of', zh: '读取客户谈论的主题' },
    description: {
      en: 'Themes of free text in Chinese and English with how they are spoken of, each citing its sentences, and complaints against the window before. The newest 2,000 texts are read: those of a survey, or without one what was said outside surveys (within a year, unless `from` says more). Confidential and anonymous surveys are shielded, and refuse `channel` and `language`.',
      zh: '中英文自由文本中的主题及其情感倾向，每个主题附所引语句，并将抱怨与前一时段对照。读取最新的 2,000 条文本：指定问卷的文本；未指定问卷时为问卷以外的评价（未给出 `from` 时取一年以内）。保密与匿名问卷设有屏蔽，且不接受 `channel` 与 `language`。',
    },
    params: none,
    query: z.strictObject({
      surveyId: z.string().max(64).optional().meta({
        description: 'Without it, reviews, posts, calls and interviews outside surveys.',
      }),
      channel: VoiceChannel.optional(),
      language: VoiceLanguage.optional().meta({
        description: 'As recognised by script, whatever the form was in.',
      }),
      ...days,
    }),
    replies: { 200: { description: 'The themes', schema: ThemeReport } },
    failures: ['survey_not_found'],
    access: readVoice,
  }),
  getDriverInsights: route({
    id: 'getDriverInsights',
    method: 'GET',
    path: '/v1/insights/drivers',
    group: 'insights',
    scopes: ['surveys:read'],
    summary: { en: 'Read what drives satisfaction', zh: '读取满意度的驱动因素' },
    description: {
      en: 'Least squares of an outcome on the other rated questions, numbers, matrix rows, single choices and the themes of the free text of the same responses, with standardised coefficients and the importance of each among correlated drivers. Association, not proof of cause. The newest 5,000 responses are read. Ten responses are needed for each driver.',
      zh: '以同一答卷中的其他评分题、数值题、矩阵行、单选项及自由文本主题对结果做最小二乘回归，给出标准化系数，以及相关驱动因素各自的重要性。所示为关联，不证明因果。读取最新的 5,000 份答卷；每个驱动因素至少需要十份。',
    },
    params: none,
    query: z.strictObject({
      surveyId: z.string().max(64),
      outcome: z.string().max(64).meta({
        description: 'A question of type nps, csat or ces.',
      }),
      ...days,
    }),
    replies: { 200: { description: 'The drivers', schema: DriverReport } },
    failures: ['survey_not_found'],
    access: readVoice,
  }),
} as const;
