import type { FailureCode } from '../shared/failure.ts';
import type { Scope } from './scopes.ts';

/** The titles of failures in Chinese, for the documentation page; on the wire they are English. */
export const failureTitlesZh: Readonly<Record<FailureCode, string>> = {
  malformed_request: '请求无法解析',
  invalid_cursor: '游标不属于此列表',
  invalid_idempotency_key: '幂等键不可用',
  unauthenticated: '需要有效的令牌',
  insufficient_scope: '令牌权限不足',
  not_found: '此处没有内容',
  customer_not_found: '客户不存在',
  survey_not_found: '问卷不存在',
  run_not_found: '运行不存在',
  model_not_found: '模型版本不存在',
  erasure_not_found: '删除请求不存在',
  method_not_allowed: '该路径不支持此方法',
  identity_taken: '该身份已属于另一位客户',
  identity_ambiguous: '这些身份属于不同的客户',
  erased_identity: '此人的数据已被删除',
  event_conflict: '该事件编号已用于其他内容',
  already_voided: '该事件已作废',
  survey_not_draft: '只有草稿可以修改或发布',
  survey_not_open: '问卷未开放作答',
  response_conflict: '该链接已提交过不同的回答',
  run_in_progress: '同类运行正在进行',
  request_in_progress: '使用该键的首个请求仍在执行',
  customer_erased: '该客户已被删除',
  link_expired: '链接已过期',
  stale_version: '资源在读取之后已变更',
  body_too_large: '请求体过大',
  unsupported_media_type: '此处不接受该内容类型',
  invalid_request: '请求中有错误的值',
  idempotency_key_reused: '该键已用于另一个请求',
  currency_mismatch: '金额不是记账币种',
  invalid_token: '链接无效',
  too_many_requests: '请求过多',
  internal_error: '服务端发生错误',
  busy: '服务繁忙',
};

/** What scopes allow, in Chinese. */
export const scopeTextsZh: Readonly<Record<Scope, string>> = {
  'customers:read': '读取客户、时间线与导出',
  'customers:write': '创建与修改客户',
  'customers:erase': '删除个人数据',
  'events:read': '读取事件',
  'events:write': '记录事件',
  'surveys:read': '读取问卷、回答与结果',
  'surveys:write': '设计问卷并邀请客户',
  'scores:read': '读取评分卡、运行与模型',
  'settings:write': '修改评分策略',
  'runs:write': '启动运行并重新评分',
};
