import * as z from 'zod';
import type { Access } from '../access.ts';
import { ChurnReport, CohortReport, MonthParameter, ValueReport } from '../insight-resource.ts';
import { route } from '../route.ts';
import { controlListAccess } from '../score-access.ts';

const none = z.strictObject({});
const asOf = z.iso.date().optional().meta({
  description: 'Inclusive business date; today unless said. The latest count up to it answers.',
});
/** The latest record of a kind up to a date. */
const readInsights: readonly Access[] = [{ table: 'control', actions: ['Query'] }];

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
} as const;
