import * as z from 'zod';
import { SettingsPreview } from '../../runs/preview-schema.ts';
import { ScoringPolicy } from '../../scoring/policy/policy.ts';
import { Scorecard } from '../../scoring/scorecard-schema.ts';
import type { Access } from '../access.ts';
import { activeScoringAccess } from '../intake-access.ts';
import { Limit } from '../limit.ts';
import { Model, ScoringSettings, ScoringSettingsVersion } from '../model-resource.ts';
import { route } from '../route.ts';
import { Run, RunRequest, RunSummary } from '../run-resource.ts';
import { controlListAccess, scorecardAccess } from '../score-access.ts';

const none = z.strictObject({});
const wholeNumber = 'A whole number from 1';
const customerParams = z.strictObject({ customerId: z.string().min(1).max(64) });
const page = z.strictObject({
  limit: Limit,
  cursor: z.string().min(1).max(2_000).optional(),
});
const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });

/** A calendar month of the business. */
const Month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/, 'A month such as 2026-03');

const readControl: readonly Access[] = [{ table: 'control', actions: ['GetItem'] }];
/** The run itself, and its segments for what is counted so far. */
const readRun: readonly Access[] = [{ table: 'control', actions: ['GetItem', 'Query'] }];

export const scoresRoutes = {
  getScorecard: route({
    id: 'getScorecard',
    method: 'GET',
    path: '/v1/customers/{customerId}/scorecard',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'Read the scorecard of a customer', zh: '读取客户评分卡' },
    description: {
      en: 'Today from the stored sums, beside the stored classes. With `asOf` (inclusive business date) or `knownAt` (arrivals up to an instant) from a fold over the ledger, with the latest model, of those promoted by then, whose data end at or before the date. Word-of-mouth value looks at the latest 100 customers that this one referred, as of the same date. `from` and `to` (months) choose what contribution and mutual value are about.',
      zh: '默认按已存汇总给出今日结果及已存分级。指定 asOf（含当日的营业日）或 knownAt（截至某时刻已到达的数据）时，按流水重新折叠，并使用截至该时刻已启用、且数据截止不晚于该日的最新模型。口碑价值按同一日期查看该客户最近推荐的至多 100 位客户。from 与 to（月份）指定贡献与双向价值的期间。',
    },
    params: customerParams,
    query: z.strictObject({
      asOf: z.iso.date().optional(),
      knownAt: z.iso.datetime({ offset: true }).optional(),
      from: Month.optional().meta({
        description: 'First month of contribution and mutual value; by default the last twelve.',
      }),
      to: Month.optional().meta({
        description: 'Last month of contribution and mutual value.',
      }),
    }),
    replies: { 200: { description: 'The scorecard', schema: Scorecard } },
    failures: ['customer_not_found', 'customer_erased'],
    access: scorecardAccess,
  }),
  scoreCustomer: route({
    id: 'scoreCustomer',
    method: 'POST',
    path: '/v1/customers/{customerId}/score',
    group: 'scores',
    scopes: ['runs:write'],
    summary: { en: 'Re-score one customer now', zh: '立即重新评分单个客户' },
    description: {
      en: 'Folds the ledger where that is due, writes the classes that changed, and answers with the scorecard.',
      zh: '必要时重新折叠流水，写入发生变化的分级，并返回评分卡。',
    },
    params: customerParams,
    query: none,
    replay: 'resource',
    replies: { 200: { description: 'The scorecard', schema: Scorecard } },
    failures: ['customer_not_found', 'customer_erased'],
    access: scorecardAccess,
  }),
  startRun: route({
    id: 'startRun',
    method: 'POST',
    path: '/v1/runs',
    group: 'scores',
    scopes: ['runs:write'],
    summary: { en: 'Start a run', zh: '启动运行' },
    description: {
      en: '`rescore` classifies everybody, `fit` makes a model version, `rebuild` folds every ledger again and repairs. Without `asOf` it is about yesterday; about an earlier date it reports (and fits where no model lies before it) but writes no classes. One run that writes classes at a time.',
      zh: 'rescore 重新分级所有客户，fit 生成模型版本，rebuild 重新折叠全部流水并修复。未指定 asOf 时以昨日为准；更早的日期只出报告（之前没有模型时会拟合），不写分级。同一时间只允许一个写分级的运行。',
    },
    params: none,
    query: none,
    body: RunRequest,
    replay: 'resource',
    replies: {
      202: { description: 'The run, queued', schema: Run, headers: ['Location'] },
    },
    failures: ['run_in_progress'],
    access: [...readRun, { table: 'control', actions: ['PutItem'] }],
    uses: ['night'],
  }),
  listRuns: route({
    id: 'listRuns',
    method: 'GET',
    path: '/v1/runs',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'List runs, newest first', zh: '运行列表，最新在前' },
    params: none,
    query: page,
    replies: { 200: { description: 'One page', schema: listOf(RunSummary), headers: ['Link'] } },
    failures: [],
    access: controlListAccess,
    uses: ['secret'],
  }),
  getRun: route({
    id: 'getRun',
    method: 'GET',
    path: '/v1/runs/{runId}',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'Read a run with its counts and report', zh: '读取运行的计数与报告' },
    description: {
      en: 'While the run is under way the counts grow with its checkpoints; the report comes when it has ended.',
      zh: '运行期间计数随检查点增长；结束后给出报告。',
    },
    params: z.strictObject({ runId: z.string().min(1).max(64) }),
    query: none,
    replies: { 200: { description: 'The run', schema: Run } },
    failures: ['run_not_found'],
    access: readRun,
  }),
  listModels: route({
    id: 'listModels',
    method: 'GET',
    path: '/v1/models',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'List model versions, latest data first', zh: '模型版本列表，数据最新在前' },
    params: none,
    query: page,
    replies: { 200: { description: 'One page', schema: listOf(Model), headers: ['Link'] } },
    failures: [],
    access: controlListAccess,
    uses: ['secret'],
  }),
  getModel: route({
    id: 'getModel',
    method: 'GET',
    path: '/v1/models/{version}',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'Read a model version', zh: '读取模型版本' },
    description: {
      en: 'Parameters, the bounds that are pinned with them, and every candidate that was fitted.',
      zh: '参数、与之固定的分级界限，以及所有拟合过的候选模型。',
    },
    params: z.strictObject({ version: z.string().min(1).max(64) }),
    query: none,
    replies: { 200: { description: 'The model', schema: Model } },
    failures: ['model_not_found'],
    access: activeScoringAccess,
  }),
  getScoringSettings: route({
    id: 'getScoringSettings',
    method: 'GET',
    path: '/v1/settings/scoring',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'Read the scoring settings', zh: '读取评分设置' },
    description: {
      en: 'Those in force, or any version that ever was. Members that came after a version was put have their defaults in it.',
      zh: '返回生效中的设置，或任一历史版本。某版本提交之后新增的字段取其默认值。',
    },
    params: none,
    query: z.strictObject({
      version: z.coerce
        .number({ error: wholeNumber })
        .int({ error: wholeNumber })
        .min(1, { error: wholeNumber })
        .max(999_999, { error: wholeNumber })
        .optional(),
    }),
    concurrency: 'etag',
    replies: { 200: { description: 'The settings', schema: ScoringSettings, headers: ['ETag'] } },
    failures: ['settings_not_found'],
    access: readControl,
  }),
  listScoringVersions: route({
    id: 'listScoringVersions',
    method: 'GET',
    path: '/v1/settings/scoring/versions',
    group: 'scores',
    scopes: ['scores:read'],
    summary: { en: 'List versions of the scoring settings', zh: '评分设置的版本列表' },
    description: {
      en: 'Latest first, the one in force at the top: since when, by whom, and what it changed.',
      zh: '最新在前，首个为生效版本：自何时起、由谁提交、改了什么。',
    },
    params: none,
    query: page,
    replies: {
      200: { description: 'One page', schema: listOf(ScoringSettingsVersion), headers: ['Link'] },
    },
    failures: [],
    access: [{ table: 'control', actions: ['Query'] }],
    uses: ['secret'],
  }),
  putScoringSettings: route({
    id: 'putScoringSettings',
    method: 'PUT',
    path: '/v1/settings/scoring',
    group: 'scores',
    scopes: ['settings:write'],
    summary: { en: 'Replace or preview the scoring settings', zh: '替换或预览评分设置' },
    description: {
      en: 'Makes a new version. Bands, activity and tiers by amount hold at once for whoever is scored; quantile tiers, lifetime value and a churn definition by gaps with the next model. With `preview=true` nothing is stored: the answer says who would move and how much lifetime value with them, at once and with the next model, over up to 20,000 customers.',
      zh: '生成新版本。风险带、活跃状态和按金额的分级对之后的评分立即生效；按分位的分级、终身价值与按间隔的流失定义随下一个模型生效。指定 preview=true 时不写入任何内容：在至多 20,000 名客户的样本上，返回谁会变动、随之变动的终身价值有多少（立即生效与随下一个模型生效分别给出）。',
    },
    params: none,
    query: z.strictObject({ preview: z.enum(['true', 'false']).default('false') }),
    body: ScoringPolicy,
    concurrency: 'etag',
    replies: {
      200: {
        description: 'The settings, or the preview',
        schema: z.union([ScoringSettings, SettingsPreview]),
        headers: ['ETag'],
      },
    },
    failures: [],
    access: [
      ...activeScoringAccess,
      ...controlListAccess,
      { table: 'control', actions: ['PutItem'] },
      { table: 'scores', actions: ['Scan'] },
    ],
  }),
} as const;
