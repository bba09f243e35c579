import * as z from 'zod';
import { SurveyDefinition, SurveyPatch, surveyStatuses } from '../../surveys/survey.ts';
import type { Access } from '../access.ts';
import { handAskAccess } from '../ask-access.ts';
import { batchMax } from '../batch-results.ts';
import { Limit } from '../limit.ts';
import { NewOpenLink, OpenLinkResource } from '../open-link-shapes.ts';
import { ResponseResource } from '../response-shapes.ts';
import { ResultsResource } from '../results-resource.ts';
import { route } from '../route.ts';
import { controlListAccess } from '../score-access.ts';
import { InvitationResults, QuestionBlocks, SurveyResource } from '../survey-shapes.ts';

const none = z.strictObject({});
const surveyParams = z.strictObject({ surveyId: z.string().min(1).max(64) });

const page = {
  limit: Limit,
  cursor: z.string().optional(),
};

/** Inclusive business dates. */
const window = {
  from: z.iso.date().optional().meta({ description: 'First business day.' }),
  to: z.iso.date().optional().meta({ description: 'Last business day.' }),
};

const read: readonly Access[] = [{ table: 'control', actions: ['GetItem'] }];
const write: readonly Access[] = [{ table: 'control', actions: ['GetItem', 'PutItem'] }];
const readResponses: readonly Access[] = [
  { table: 'events', index: 'bySurvey', actions: ['Query'] },
  { table: 'events', actions: ['Query'] },
];

const survey = { description: 'The survey', schema: SurveyResource, headers: ['ETag'] } as const;

export const surveysRoutes = {
  createSurvey: route({
    id: 'createSurvey',
    method: 'POST',
    path: '/v1/surveys',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Start a survey as a draft', zh: '新建问卷草稿' },
    description: {
      en: 'A draft may still lack questions or translations; publishing checks all of it. A definition has at most 50,000 bytes of JSON, and matrices whose cells can be counted: 1,300 with the longest ids, 9,000 with ids of two characters.',
      zh: '草稿可以暂缺题目或译文，发布时统一检查。定义的 JSON 最多 50,000 字节；矩阵的单元格以能够统计为限：标识最长时约 1,300 个，标识为两个字符时约 9,000 个。',
    },
    params: none,
    query: none,
    body: SurveyDefinition,
    replay: 'resource',
    replies: {
      201: { description: 'The draft', schema: SurveyResource, headers: ['Location', 'ETag'] },
    },
    failures: [],
    access: write,
  }),
  listSurveys: route({
    id: 'listSurveys',
    method: 'GET',
    path: '/v1/surveys',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'List surveys, newest first', zh: '问卷列表，最新在前' },
    params: none,
    query: z.strictObject({ ...page, status: z.enum(surveyStatuses).optional() }),
    replies: {
      200: {
        description: 'One page',
        schema: z.strictObject({
          data: z.array(SurveyResource),
          nextCursor: z.string().nullable(),
        }),
        headers: ['Link'],
      },
    },
    failures: [],
    access: controlListAccess,
    uses: ['secret'],
  }),
  listSurveyBlocks: route({
    id: 'listSurveyBlocks',
    method: 'GET',
    path: '/v1/surveys/blocks',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'Read the standard question blocks', zh: '读取标准题组' },
    description: {
      en: 'Perceived value (economic, functional, emotional), the yearly spend, and loyalty as it is stated (recommendation, buying again), in English and Chinese, ready to be put into the questions of a definition. Their answers become members of the scorecard.',
      zh: '感知价值（经济、功能、情感）、年度总支出与自述忠诚度（推荐、再次购买），中英文对照，可直接放入问卷的题目中。其答案会成为评分卡的内容。',
    },
    params: none,
    query: none,
    replies: { 200: { description: 'The blocks', schema: QuestionBlocks } },
    failures: [],
    access: [],
  }),
  getSurvey: route({
    id: 'getSurvey',
    method: 'GET',
    path: '/v1/surveys/{surveyId}',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'Read a survey', zh: '读取问卷' },
    params: surveyParams,
    query: none,
    concurrency: 'etag',
    replies: { 200: survey },
    failures: ['survey_not_found'],
    access: read,
  }),
  updateSurvey: route({
    id: 'updateSurvey',
    method: 'PATCH',
    path: '/v1/surveys/{surveyId}',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Change a draft', zh: '修改问卷草稿' },
    description: {
      en: 'A merge patch (RFC 7396). A published definition never changes, responses name its version: an open survey is improved by a revision.',
      zh: '合并补丁（RFC 7396）。已发布的问卷内容不可更改，每份答卷都注明其版本；进行中的问卷通过修订稿改进。',
    },
    params: surveyParams,
    query: none,
    body: SurveyPatch,
    concurrency: 'etag',
    replies: { 200: survey },
    failures: ['survey_not_found', 'survey_not_draft'],
    access: write,
  }),
  publishSurvey: route({
    id: 'publishSurvey',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/publish',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Publish a draft', zh: '发布问卷' },
    description: {
      en: 'Checks the whole definition and answers with all that is wrong: texts that lack a language in which others are written, ids used twice or that lead nowhere, tests that do not fit their question, conditions in a circle or on later questions, and, proven over every answer there can be, questions and quotas that nobody could reach. Where the proof would take too long it is refused as `too_complex`.',
      zh: '检查整份问卷并一次返回全部问题：缺少某种语言的文字、重复或不存在的编号、与题目不符的条件、循环引用或引用靠后题目的条件，以及经穷尽证明无人能到达的题目与配额。证明耗时过长时以 `too_complex` 拒绝。',
    },
    params: surveyParams,
    query: none,
    concurrency: 'etag',
    replay: 'resource',
    replies: { 200: survey },
    failures: ['survey_not_found', 'survey_not_draft'],
    access: write,
  }),
  closeSurvey: route({
    id: 'closeSurvey',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/close',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Close a survey', zh: '结束问卷' },
    params: surveyParams,
    query: none,
    concurrency: 'etag',
    replay: 'resource',
    replies: { 200: survey },
    failures: ['survey_not_found', 'survey_not_open'],
    access: write,
  }),
  createInvitations: route({
    id: 'createInvitations',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/invitations',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Make personal links', zh: '生成个人链接' },
    description: {
      en: 'One signed link for each row, good for one response. Tokens are secrets and are not stored; the same Idempotency-Key gives the same links again.',
      zh: '每行生成一个签名链接，仅可作答一次。令牌不作存储；相同的 Idempotency-Key 会得到相同的链接。',
    },
    params: surveyParams,
    query: none,
    body: z.strictObject({
      customerIds: z.array(z.string().min(1).max(64)).min(1).max(batchMax),
      expiresAt: z.iso
        .datetime()
        .optional()
        .meta({ description: 'From then on the links are refused.' }),
      guard: z.boolean().optional().meta({
        description:
          'Refuses rows whose customers were asked or answered a short time ago by anything (`asked_recently`), or do not want to be asked (`consent_withdrawn`). Every link counts as a question, guarded or not.',
      }),
      hidden: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .optional()
        .meta({
          description: 'Values of hidden fields that every response carries, trusted ones too.',
        }),
    }),
    replay: 'resource',
    replies: { 200: { description: 'A result for each row', schema: InvitationResults } },
    failures: ['survey_not_found', 'survey_not_open'],
    access: [...write, ...handAskAccess, { table: 'scores', actions: ['BatchGetItem'] }],
    uses: ['secret', 'publicUrl'],
  }),
  listSurveyResponses: route({
    id: 'listSurveyResponses',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/responses',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'List responses, newest day first', zh: '答卷列表，最新日期在前' },
    description: {
      en: 'Anonymous responses have answers, version and a day, but no customer, instant, channel, hidden value or language, and within a day no order in time. They are listed when their day is over and may no longer be edited (`shieldedThrough` of the results): a row that appeared at once would tell its instant to whoever looks again and again. What the page promises holds: no link is kept, and none can be made from here; what respondents write about themselves is shown as written. Confidential responses are not listed: they are in the results only.',
      zh: '匿名答卷只列出答案、版本与日期，没有客户、时刻、渠道、隐藏字段和语言，同一天内也没有先后顺序。匿名答卷在当天结束且可修改期过后才列出（即结果中的 `shieldedThrough`），否则反复查看者可由新出现的行得知提交时刻。页面的承诺因此成立：不保存任何关联，也无法由此列表建立关联；填写者自己写下的内容按原样显示。保密问卷的答卷不予列出，仅计入结果。',
    },
    params: surveyParams,
    query: z.strictObject({ ...page, ...window }),
    replies: {
      200: {
        description: 'One page',
        schema: z.strictObject({
          data: z.array(ResponseResource),
          nextCursor: z.string().nullable(),
        }),
        headers: ['Link'],
      },
    },
    failures: ['survey_not_found', 'confidential_responses'],
    access: [...read, ...readResponses],
    uses: ['secret'],
  }),
  getSurveyResults: route({
    id: 'getSurveyResults',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/results',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'Results with intervals', zh: '结果与置信区间' },
    description: {
      en: 'Percentages are 0 to 100, intervals 95 %: NPS by the variance of +1, 0, −1; top two boxes of CSAT by Wilson; the mean of CES by Student’s t. Where nobody answered, n is 0 and the rest null. One response per invitation counts: a customer who was invited twice in the window counts twice. Confidential and anonymous surveys are shielded: answers are shown in blocks of five or more, for each question and group by itself, from the moment that a block is complete and somebody reads it; where answers may be edited, and by group, from finished days only. How many took part (`responses`, `completed`, `quarantined`) is exact at once. The list of anonymous responses is not shielded: it shows answers of finished days without what tells them apart.',
      zh: '百分比为 0 至 100，区间为 95%：NPS 按 +1、0、−1 的方差，CSAT 高分占比按 Wilson，CES 均值按 t 分布。无人作答时 n 为 0，其余为 null。每个邀请计一份答卷：同一客户在时间范围内受邀两次则计两份。保密与匿名问卷设有屏蔽：每道题、每个分组各自按每块至少五份回答合并，凑齐后一经读取即显示；回答可修改的问卷以及分组结果只计已结束的日期。参与人数（`responses`、`completed`、`quarantined`）始终即时、准确。匿名答卷列表不受屏蔽：只列出已结束日期的答案，不含可用于区分的信息。',
    },
    params: surveyParams,
    query: z.strictObject({
      ...window,
      by: z.string().min(1).max(80).optional().meta({
        description:
          '`channel`, `language`, `version`, `step`, `hidden:<field id>`; where customers are known also `tier`, `stage`, `activity`, `risk` (as they were when the answer came), and of identified surveys `interviewer`. There are no segments to tell apart by yet: `segment` is refused by name.',
      }),
      compare: z.literal('previous').optional().meta({
        description: 'Adds the change against the window of the same length before; needs `from`.',
      }),
    }),
    replies: { 200: { description: 'The results', schema: ResultsResource } },
    failures: ['survey_not_found'],
    access: [
      { table: 'control', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
      { table: 'control', index: 'byKind', actions: ['Query'] },
      ...readResponses,
    ],
  }),
  createOpenLink: route({
    id: 'createOpenLink',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/links',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Sign an open link, with its QR code', zh: '签发公开链接及其二维码' },
    description: {
      en: 'For posters and for screens in a shop: everybody who opens it answers an anonymous survey, with the channel and the hidden values that stand inside its signature. The same request gives the same link.',
      zh: '用于海报或店内屏幕：任何人打开该链接即可回答匿名问卷，答卷带有签名内的渠道与隐藏值。相同的请求得到相同的链接。',
    },
    params: surveyParams,
    query: none,
    body: NewOpenLink,
    replay: 'resource',
    replies: { 201: { description: 'The link', schema: OpenLinkResource } },
    failures: ['survey_not_found', 'survey_not_open', 'personal_links_only'],
    access: read,
    uses: ['secret', 'publicUrl'],
  }),
} as const;
