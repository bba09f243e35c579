import * as z from 'zod';
import type { Access } from '../access.ts';
import { activeScoringAccess } from '../intake-access.ts';
import { Limit } from '../limit.ts';
import { HeldDecisionResource, HeldResponseResource } from '../quarantine-shapes.ts';
import { route } from '../route.ts';
import { controlListAccess } from '../score-access.ts';

const none = z.strictObject({});
const surveyParams = z.strictObject({ surveyId: z.string().min(1).max(64) });
const heldParams = surveyParams.extend({ responseId: z.string().min(1).max(64) });

/** Finding one, and keeping the decision beside what remembers it. */
const decide: readonly Access[] = [
  { table: 'control', actions: ['GetItem', 'PutItem', 'UpdateItem'] },
  { table: 'customers', actions: ['DeleteItem'] },
];

/** Recording one as intake does; what was begun before it waited has ended then. */
const release: readonly Access[] = [
  ...decide,
  ...activeScoringAccess,
  { table: 'events', actions: ['PutItem'] },
  { table: 'customers', actions: ['UpdateItem'] },
  { table: 'scores', actions: ['GetItem', 'UpdateItem'] },
];

const decision = { description: 'The decision', schema: HeldDecisionResource } as const;

export const quarantineRoutes = {
  listQuarantine: route({
    id: 'listQuarantine',
    method: 'GET',
    path: '/v1/surveys/{surveyId}/quarantine',
    group: 'surveys',
    scopes: ['surveys:read'],
    summary: { en: 'List suspect responses, newest day first', zh: '可疑答卷列表，最新日期在前' },
    description: {
      en: 'Whoever sent one was told the same as everybody. It counts in no results and is deleted after 30 days. Nothing of an address is kept, and of anonymous responses no instant.',
      zh: '提交者得到的答复与其他人完全相同。可疑答卷不计入任何结果，30 天后删除。不保存任何网络地址；匿名答卷也不保存时刻。',
    },
    params: surveyParams,
    query: z.strictObject({ limit: Limit, cursor: z.string().optional() }),
    replies: {
      200: {
        description: 'One page',
        schema: z.strictObject({
          data: z.array(HeldResponseResource),
          nextCursor: z.string().nullable(),
        }),
        headers: ['Link'],
      },
    },
    failures: ['survey_not_found'],
    access: [{ table: 'control', actions: ['GetItem'] }, ...controlListAccess],
    uses: ['secret'],
  }),
  releaseQuarantined: route({
    id: 'releaseQuarantined',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/quarantine/{responseId}/release',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Record a suspect response', zh: '放行可疑答卷' },
    description: {
      en: 'It counts on the day of its release, where its quotas have room and its link is still free: days that are over keep their figures, whose difference would be this one answer. Its customer’s record keeps the instant at which it came. The same again changes nothing.',
      zh: '按放行当日计入结果；前提是配额仍有余量，且其链接尚未使用。已结束日期的数字保持不变，否则前后之差就是这一份答卷。客户记录中保留原提交时刻。重复请求不产生变化。',
    },
    params: heldParams,
    query: none,
    replay: 'body',
    replies: { 200: decision },
    failures: [
      'held_response_not_found',
      'held_response_decided',
      'held_response_unusable',
      'quota_full',
    ],
    access: release,
    uses: ['secret'],
  }),
  rejectQuarantined: route({
    id: 'rejectQuarantined',
    method: 'POST',
    path: '/v1/surveys/{surveyId}/quarantine/{responseId}/reject',
    group: 'surveys',
    scopes: ['surveys:write'],
    summary: { en: 'Delete a suspect response', zh: '删除可疑答卷' },
    description: {
      en: 'The answers go at once. The link of a customer stays open. The same again changes nothing.',
      zh: '答案立即删除，客户的链接仍可使用。重复请求不产生变化。',
    },
    params: heldParams,
    query: none,
    replay: 'body',
    replies: { 200: decision },
    failures: ['held_response_not_found', 'held_response_decided'],
    access: decide,
  }),
} as const;
