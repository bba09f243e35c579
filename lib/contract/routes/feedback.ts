import * as z from 'zod';
import { Source, text } from '../../customers/members.ts';
import { feedbackChannels } from '../../events/voice-facts.ts';
import { feedbackStatuses } from '../../feedback/feedback.ts';
import { FeedbackSettings } from '../../feedback/feedback-settings.ts';
import { NewFeedback } from '../../feedback/new-feedback.ts';
import type { Access } from '../access.ts';
import { BatchResults, batchMax } from '../batch-results.ts';
import {
  FeedbackInsights,
  FeedbackResource,
  FeedbackSettingsResource,
} from '../feedback-shapes.ts';
import { activeScoringAccess } from '../intake-access.ts';
import { Limit } from '../limit.ts';
import { route } from '../route.ts';

const none = z.strictObject({});
const params = z.strictObject({ feedbackId: z.string().min(1).max(64) });

/** Inclusive business days. */
const window = {
  from: z.iso.date().optional().meta({ description: 'First business day.' }),
  to: z.iso.date().optional().meta({ description: 'Last business day.' }),
};

const readSettings: Access = { table: 'control', actions: ['GetItem'] };
const readItem: readonly Access[] = [{ table: 'events', actions: ['GetItem'] }, readSettings];
const readItems: readonly Access[] = [
  { table: 'events', index: 'bySurvey', actions: ['Query'] },
  { table: 'events', actions: ['Query'] },
  readSettings,
];
/** Changing an item: the item alone, an item that stands in no ledger with a note beside its customer, or with the entry in a ledger, as intake writes it, and the classes behind it. */
const changeItem: readonly Access[] = [
  ...readItem,
  ...activeScoringAccess,
  { table: 'customers', actions: ['UpdateItem', 'PutItem'] },
  { table: 'events', actions: ['PutItem', 'UpdateItem'] },
  { table: 'scores', actions: ['GetItem', 'UpdateItem', 'BatchGetItem', 'ConditionCheckItem'] },
];
const item = { description: 'The item', schema: FeedbackResource } as const;

export const feedbackRoutes = {
  takeFeedback: route({
    id: 'takeFeedback',
    method: 'POST',
    path: '/v1/feedback',
    group: 'feedback',
    scopes: ['feedback:write'],
    summary: { en: 'Bring in what people said', zh: '导入反馈' },
    description: {
      en: 'Each item is a NewFeedback: a review, a post, an interview or a call. An item of a source is taken once: unchanged it gives the first receipt, changed it is a new revision that counts in place of the old one. The same words of the same author elsewhere are marked as a copy and not counted. Who said it is found by identities (confidence 0.99), else by name: 0.6 for the whole name or 0.4 for its beginning, divided by how many share it, + 0.25 in the same city, − 0.3 in another, + 0.35 where the order is theirs. From 0.9 on it is matched and becomes a `feedback` event of the customer; from 0.5 on it is proposed.',
      zh: '每一项为 NewFeedback：评价、帖子、访谈或电话。同一来源的同一条只收录一次：内容未变返回首次回执，内容变更则成为新修订并取代旧版计入。同一作者在别处发布的相同文字标记为副本，不重复计数。作者先按身份标识匹配（置信度 0.99），否则按姓名：全名相同 0.6，开头相同 0.4，均除以同名人数；同城加 0.25，异城减 0.3，订单属于该客户加 0.35。达到 0.9 自动匹配并成为该客户的 feedback 事件；达到 0.5 列为候选。',
    },
    params: none,
    query: none,
    body: z.strictObject({
      items: z
        // Each row is checked by itself: what is no NewFeedback is refused in its own result.
        .array(z.union([NewFeedback, z.unknown()]))
        .min(1)
        .max(batchMax),
    }),
    replay: 'body',
    replies: { 200: { description: 'A result for each item', schema: BatchResults } },
    failures: [],
    access: [
      ...changeItem,
      { table: 'events', actions: ['Query'] },
      { table: 'customers', actions: ['BatchGetItem'] },
      { table: 'customers', index: 'byList', actions: ['Query'] },
    ],
    uses: ['secret'],
  }),
  listFeedback: route({
    id: 'listFeedback',
    method: 'GET',
    path: '/v1/feedback',
    group: 'feedback',
    scopes: ['feedback:read'],
    summary: { en: 'List what people said, newest first', zh: '反馈列表，最新在前' },
    description: {
      en: 'A page looks at up to 1,000 items: it may be short and still have a `nextCursor`. What was recorded as an event of a customer, without a source, stands in the events of the customer alone.',
      zh: '一页至多查看 1,000 条：可能不满而仍有 nextCursor。直接记为客户事件（无来源）的反馈仅在该客户的事件中。',
    },
    params: none,
    query: z.strictObject({
      channel: z.enum(feedbackChannels).optional(),
      source: Source.optional(),
      status: z.enum(feedbackStatuses).optional(),
      customerId: z.string().min(1).max(64).optional(),
      ...window,
      replyDue: z.enum(['open', 'overdue']).optional().meta({
        description: 'Owed a reply that was not given, in time still or not.',
      }),
      limit: Limit,
      cursor: z.string().min(1).max(2_000).optional(),
    }),
    replies: {
      200: {
        description: 'One page',
        schema: z.strictObject({
          data: z.array(FeedbackResource),
          nextCursor: z.string().nullable(),
        }),
        headers: ['Link'],
      },
    },
    failures: [],
    access: [...readItems, { table: 'events', actions: ['BatchGetItem'] }],
    uses: ['secret'],
  }),
  getFeedback: route({
    id: 'getFeedback',
    method: 'GET',
    path: '/v1/feedback/{feedbackId}',
    group: 'feedback',
    scopes: ['feedback:read'],
    summary: { en: 'Read what somebody said', zh: '读取一条反馈' },
    params,
    query: none,
    concurrency: 'etag',
    replies: { 200: item },
    failures: ['feedback_not_found'],
    access: readItem,
  }),
  matchFeedback: route({
    id: 'matchFeedback',
    method: 'POST',
    path: '/v1/feedback/{feedbackId}/match',
    group: 'feedback',
    scopes: ['feedback:write'],
    summary: { en: 'Say who it was', zh: '指定反馈的客户' },
    description: {
      en: 'Becomes an event of the customer and counts for their satisfaction. The author’s name and handle are removed: the customer stands in their place.',
      zh: '成为该客户的事件并计入其满意度。作者姓名与账号随即移除，由客户代替。',
    },
    params,
    query: none,
    body: z.strictObject({ customerId: z.string().min(1).max(64) }),
    replay: 'resource',
    replies: { 200: item },
    failures: [
      'feedback_not_found',
      'feedback_matched',
      'feedback_erased',
      'customer_not_found',
      'customer_erased',
    ],
    access: changeItem,
  }),
  unmatchFeedback: route({
    id: 'unmatchFeedback',
    method: 'POST',
    path: '/v1/feedback/{feedbackId}/unmatch',
    group: 'feedback',
    scopes: ['feedback:write'],
    summary: { en: 'Take a match back', zh: '撤销匹配' },
    description: {
      en: 'Voids the event of the customer; the satisfaction follows with the next reader of the scorecard or the night.',
      zh: '作废该客户的相应事件；满意度在下次读取评分卡或夜间运行时随之更新。',
    },
    params,
    query: none,
    replay: 'resource',
    replies: { 200: item },
    failures: ['feedback_not_found', 'feedback_not_matched'],
    access: changeItem,
  }),
  replyToFeedback: route({
    id: 'replyToFeedback',
    method: 'POST',
    path: '/v1/feedback/{feedbackId}/reply',
    group: 'feedback',
    scopes: ['feedback:write'],
    summary: { en: 'Record the reply', zh: '登记回复' },
    description: {
      en: 'What was answered, and when: the duty is over. Sending it is the business of the platform.',
      zh: '登记回复内容与时间，回复义务即告完成。实际发送由平台完成。',
    },
    params,
    query: none,
    body: z.strictObject({
      text: text(10_000),
      at: z.iso.datetime().optional().meta({ description: 'When it was given; now without it.' }),
    }),
    replay: 'resource',
    replies: { 200: item },
    failures: ['feedback_not_found', 'feedback_replied', 'feedback_erased'],
    access: changeItem,
  }),
  ignoreFeedback: route({
    id: 'ignoreFeedback',
    method: 'POST',
    path: '/v1/feedback/{feedbackId}/ignore',
    group: 'feedback',
    scopes: ['feedback:write'],
    summary: { en: 'Leave it without a reply', zh: '忽略反馈' },
    description: {
      en: 'Nothing is owed any more; a match stays. A match or a reply by hand takes it back.',
      zh: '不再需要回复；已有匹配保留。之后手工匹配或回复即取消忽略。',
    },
    params,
    query: none,
    body: z.strictObject({ reason: text(500) }),
    replay: 'resource',
    replies: { 200: item },
    failures: ['feedback_not_found', 'feedback_replied'],
    access: changeItem,
  }),
  getFeedbackSettings: route({
    id: 'getFeedbackSettings',
    method: 'GET',
    path: '/v1/settings/feedback',
    group: 'feedback',
    scopes: ['feedback:read'],
    summary: { en: 'Read the reply duty', zh: '读取回复时限设置' },
    params: none,
    query: none,
    concurrency: 'etag',
    replies: {
      200: { description: 'The settings', schema: FeedbackSettingsResource, headers: ['ETag'] },
    },
    failures: [],
    access: [readSettings],
  }),
  putFeedbackSettings: route({
    id: 'putFeedbackSettings',
    method: 'PUT',
    path: '/v1/settings/feedback',
    group: 'feedback',
    scopes: ['settings:write'],
    summary: { en: 'Replace the reply duty', zh: '替换回复时限设置' },
    description: {
      en: 'Holds for what arrives from then on; the due times of items that are here stay.',
      zh: '对之后到达的反馈生效；已有条目的回复时限不变。',
    },
    params: none,
    query: none,
    body: FeedbackSettings,
    concurrency: 'etag',
    replies: {
      200: { description: 'The settings', schema: FeedbackSettingsResource, headers: ['ETag'] },
    },
    failures: [],
    access: [readSettings, { table: 'control', actions: ['PutItem'] }],
  }),
  getFeedbackInsights: route({
    id: 'getFeedbackInsights',
    method: 'GET',
    path: '/v1/insights/feedback',
    group: 'feedback',
    scopes: ['feedback:read'],
    summary: { en: 'Ratings and replies by source', zh: '各来源的评分与回复' },
    description: {
      en: 'Ratings on 1 to 5 with intervals, the share of replies within their duty and the median hours to a reply, by channel and source. Copies count once.',
      zh: '按渠道与来源给出 1 至 5 的评分及区间、按时回复占比与回复用时中位数。副本只计一次。',
    },
    params: none,
    query: z.strictObject(window),
    replies: { 200: { description: 'The figures', schema: FeedbackInsights } },
    failures: [],
    access: [{ table: 'events', index: 'bySurvey', actions: ['Query'] }],
  }),
} as const;
