import * as z from 'zod';
import { caseStatuses } from '../../recovery/recovery-case.ts';
import { RecoverySettings } from '../../recovery/recovery-settings.ts';
import type { Access } from '../access.ts';
import { followUpAccess } from '../ask-access.ts';
import {
  CasePatch,
  CaseResource,
  Closing,
  ContactMade,
  NewCase,
  RecoveryReport,
  RecoverySettingsVersion,
  Resolution,
  RootCauses,
} from '../case-resource.ts';
import { Limit } from '../limit.ts';
import { route } from '../route.ts';

const none = z.strictObject({});
const caseParams = z.strictObject({ caseId: z.string().min(1).max(64) });
const found = { description: 'The case', schema: CaseResource, headers: ['ETag'] } as const;

const settings: Access = { table: 'control', actions: ['GetItem'] };
/** A case with its notes. */
const readCase: readonly Access[] = [{ table: 'customers', actions: ['GetItem', 'Query'] }];
/** A step: the case and its place in the lists, a note, the ledger's entry, on condition that the customer lives. */
const writeCase: readonly Access[] = [
  { table: 'customers', actions: ['GetItem', 'Query', 'PutItem', 'DeleteItem'] },
  { table: 'events', actions: ['PutItem'] },
  { table: 'scores', actions: ['ConditionCheckItem'] },
  settings,
];
const stepFailures = ['case_not_found', 'case_closed', 'customer_erased'] as const;

export const casesRoutes = {
  listCases: route({
    id: 'listCases',
    method: 'GET',
    path: '/v1/cases',
    group: 'cases',
    scopes: ['cases:read'],
    summary: { en: 'List recovery cases', zh: '挽回个案列表' },
    description: {
      en: 'Cases under way by due time, the earliest first; with `status=closed` closed ones, the latest first; with `customerId` all of one customer. A page may be short where filters leave rows out.',
      zh: '处理中的个案按到期时间排列，最早在前；status=closed 列出已关闭的个案，最新在前；customerId 列出某位客户的全部个案。有筛选条件时一页可能不满。',
    },
    params: none,
    query: z.strictObject({
      status: z.enum(caseStatuses).optional(),
      owner: z.string().min(1).max(128).optional().meta({
        description: 'Of one owner; `me` stands for the caller, `none` for nobody.',
      }),
      due: z.enum(['overdue']).optional().meta({ description: 'Past their due time only.' }),
      customerId: z.string().min(1).max(64).optional(),
      limit: Limit,
      cursor: z.string().optional(),
    }),
    replies: {
      200: {
        description: 'One page',
        schema: z.strictObject({ data: z.array(CaseResource), nextCursor: z.string().nullable() }),
        headers: ['Link'],
      },
    },
    failures: [],
    access: [
      { table: 'customers', index: 'byList', actions: ['Query'] },
      { table: 'customers', actions: ['BatchGetItem', 'Query'] },
    ],
    uses: ['secret'],
  }),
  openCase: route({
    id: 'openCase',
    method: 'POST',
    path: '/v1/cases',
    group: 'cases',
    scopes: ['cases:write'],
    summary: { en: 'Open a case by hand', zh: '手动新建个案' },
    description: {
      en: 'Detractors, low scores and angry texts open cases by themselves. A customer has one case under way at most.',
      zh: '贬损者、低分与愤怒的文字会自动建立个案。每位客户同时最多一个处理中的个案。',
    },
    params: none,
    query: none,
    body: NewCase,
    replay: 'resource',
    replies: {
      201: { description: 'The case', schema: CaseResource, headers: ['Location', 'ETag'] },
    },
    failures: ['customer_not_found', 'customer_erased', 'case_under_way'],
    access: [...writeCase, { table: 'scores', actions: ['GetItem'] }],
    uses: ['secret', 'publicUrl'],
  }),
  getCase: route({
    id: 'getCase',
    method: 'GET',
    path: '/v1/cases/{caseId}',
    group: 'cases',
    scopes: ['cases:read'],
    summary: { en: 'Read a case with its notes', zh: '读取个案及备注' },
    params: caseParams,
    query: none,
    concurrency: 'etag',
    replies: { 200: found },
    failures: ['case_not_found'],
    access: readCase,
    uses: ['secret', 'publicUrl'],
  }),
  updateCase: route({
    id: 'updateCase',
    method: 'PATCH',
    path: '/v1/cases/{caseId}',
    group: 'cases',
    scopes: ['cases:write'],
    summary: { en: 'Hand a case over, or set its root cause right', zh: '转交个案或更正根本原因' },
    params: caseParams,
    query: none,
    body: CasePatch,
    concurrency: 'etag',
    replies: { 200: found },
    failures: stepFailures,
    access: writeCase,
    uses: ['secret', 'publicUrl'],
  }),
  recordCaseContact: route({
    id: 'recordCaseContact',
    method: 'POST',
    path: '/v1/cases/{caseId}/contacts',
    group: 'cases',
    scopes: ['cases:write'],
    summary: { en: 'Record a try to reach the customer', zh: '记录一次联系' },
    description: {
      en: 'The first that reaches the customer meets the due time of the first contact and sets that of the resolution. It also becomes a contact event of the customer.',
      zh: '首次联系上客户即完成首次联系时限，并开始计算解决时限；同时记为该客户的一次联系事件。',
    },
    params: caseParams,
    query: none,
    body: ContactMade,
    concurrency: 'etag',
    replay: 'resource',
    replies: { 200: found },
    failures: stepFailures,
    access: [
      ...writeCase,
      { table: 'customers', actions: ['UpdateItem'] },
      { table: 'scores', actions: ['UpdateItem'] },
    ],
    uses: ['secret', 'publicUrl'],
  }),
  resolveCase: route({
    id: 'resolveCase',
    method: 'POST',
    path: '/v1/cases/{caseId}/resolve',
    group: 'cases',
    scopes: ['cases:write'],
    summary: { en: 'Resolve a case with its root cause', zh: '解决个案并注明根本原因' },
    description: {
      en: 'Where the settings name a follow-up survey the customer is asked whether it is better now, by e-mail, by a sender of your own (`invitation.due`, with the link of the case) or by staff: above the trigger the case closes as recovered, otherwise it opens again.',
      zh: '如设置了回访问卷，将通过电子邮件、自有发送渠道（`invitation.due`，链接见个案）或由员工询问客户情况是否好转：高于触发分数即以“已挽回”关闭，否则重新打开。',
    },
    params: caseParams,
    query: none,
    body: Resolution,
    concurrency: 'etag',
    replay: 'resource',
    replies: { 200: found },
    failures: [...stepFailures, 'case_resolved'],
    access: [...writeCase, ...followUpAccess],
    uses: ['secret', 'publicUrl', 'mailFrom'],
  }),
  closeCase: route({
    id: 'closeCase',
    method: 'POST',
    path: '/v1/cases/{caseId}/close',
    group: 'cases',
    scopes: ['cases:write'],
    summary: { en: 'Close a case', zh: '关闭个案' },
    description: {
      en: 'A resolved one by the word of staff, where no follow-up was asked or none was answered; one that was opened by mistake in any state, as `withdrawn`.',
      zh: '对已解决的个案：在未回访或客户未答复回访时由员工判定结果；对误建的个案：任何状态下均可以 `withdrawn`（撤销）关闭。',
    },
    params: caseParams,
    query: none,
    body: Closing,
    concurrency: 'etag',
    replay: 'resource',
    replies: { 200: found },
    failures: [...stepFailures, 'case_not_resolved'],
    access: writeCase,
    uses: ['secret', 'publicUrl'],
  }),
  listRootCauses: route({
    id: 'listRootCauses',
    method: 'GET',
    path: '/v1/cases/root-causes',
    group: 'cases',
    scopes: ['cases:read'],
    summary: { en: 'Read the root causes', zh: '读取根本原因列表' },
    params: none,
    query: none,
    replies: { 200: { description: 'Codes with names', schema: RootCauses } },
    failures: [],
    access: [],
  }),
  getRecoverySettings: route({
    id: 'getRecoverySettings',
    method: 'GET',
    path: '/v1/settings/recovery',
    group: 'cases',
    scopes: ['cases:read'],
    summary: { en: 'Read the settings of recovery cases', zh: '读取挽回个案的设置' },
    params: none,
    query: none,
    concurrency: 'etag',
    replies: {
      200: { description: 'The settings', schema: RecoverySettingsVersion, headers: ['ETag'] },
    },
    failures: [],
    access: [settings],
  }),
  putRecoverySettings: route({
    id: 'putRecoverySettings',
    method: 'PUT',
    path: '/v1/settings/recovery',
    group: 'cases',
    scopes: ['settings:write'],
    summary: { en: 'Replace the settings of recovery cases', zh: '替换挽回个案的设置' },
    description: {
      en: 'Which scores open a case, until when it is due by tier, who takes it, and the survey that follows up.',
      zh: '哪些分数会建立个案、各等级的时限、负责人以及回访问卷。',
    },
    params: none,
    query: none,
    body: RecoverySettings,
    concurrency: 'etag',
    replies: {
      200: { description: 'The settings', schema: RecoverySettingsVersion, headers: ['ETag'] },
    },
    failures: ['survey_not_found', 'survey_not_open'],
    access: [{ table: 'control', actions: ['GetItem', 'PutItem'] }],
  }),
  getRecoveryInsights: route({
    id: 'getRecoveryInsights',
    method: 'GET',
    path: '/v1/insights/recovery',
    group: 'cases',
    scopes: ['cases:read'],
    summary: { en: 'Read what became of recovery cases', zh: '读取挽回结果报告' },
    description: {
      en: 'Of the cases opened in a window (the last 90 business days unless said): the recovered share, time to first contact and to resolution, and how many kept their due time, by tier, cause, owner and root cause.',
      zh: '针对某时间范围内建立的个案（默认最近 90 个营业日）：挽回比例、首次联系与解决用时、按时联系比例，并按等级、起因、负责人与根本原因分组。',
    },
    params: none,
    query: z.strictObject({
      from: z.iso.date().optional().meta({ description: 'First business day.' }),
      to: z.iso.date().optional().meta({ description: 'Last business day.' }),
    }),
    replies: { 200: { description: 'What became of them', schema: RecoveryReport } },
    failures: [],
    access: [
      { table: 'customers', index: 'byList', actions: ['Query'] },
      { table: 'customers', actions: ['BatchGetItem'] },
    ],
  }),
} as const;
