import * as z from 'zod';
import {
  Customer,
  CustomerPatch,
  CustomerReceipt,
  CustomerUpsert,
  NewCustomer,
} from '../../customers/customer.ts';
import { Erasure } from '../../customers/erasure.ts';
import { ExternalKey, Source } from '../../customers/members.ts';
import { matchedOn } from '../../customers/upsert-customer.ts';
import type { Access } from '../access.ts';
import { BatchResults, batchMax } from '../batch-results.ts';
import { CustomerFilters } from '../customer-filters.ts';
import { route } from '../route.ts';

const none = z.strictObject({});
const customerParams = z.strictObject({ customerId: z.string().min(1).max(64) });

const match = {
  matchedOn: z.enum(matchedOn).meta({
    description: 'The member by which the customer was found; `nothing` when it is a new one.',
  }),
};
/** Callers who may write but not read see that and when, not what. */
const Written = z.union([Customer, CustomerReceipt]);
const Upserted = z.union([Customer.extend(match), CustomerReceipt.extend(match)]);

const read: readonly Access[] = [{ table: 'customers', actions: ['GetItem'] }];
/** Profile, reservations and memberships, and the score item that every customer has from the start. */
const insert: readonly Access[] = [
  { table: 'customers', actions: ['PutItem'] },
  { table: 'scores', actions: ['PutItem'] },
];
const replace: readonly Access[] = [{ table: 'customers', actions: ['PutItem', 'DeleteItem'] }];
const findHolders: readonly Access[] = [{ table: 'customers', actions: ['BatchGetItem'] }];
const upsert: readonly Access[] = [...read, ...findHolders, ...insert, ...replace];

const classLists: readonly Access[] = [
  { table: 'scores', index: 'byTier', actions: ['Query'] },
  { table: 'scores', index: 'byStage', actions: ['Query'] },
  { table: 'scores', index: 'byActivity', actions: ['Query'] },
  { table: 'scores', index: 'byRisk', actions: ['Query'] },
];

export const customersRoutes = {
  createCustomer: route({
    id: 'createCustomer',
    method: 'POST',
    path: '/v1/customers',
    group: 'customers',
    scopes: ['customers:write'],
    summary: { en: 'Create a customer', zh: '新建客户' },
    description: {
      en: 'E-mail, phone and each external id belong to one customer at most. A conflict names the holder to callers who may read customers.',
      zh: '邮箱、电话和每个外部编号只能属于一位客户。发生冲突时，仅向有读取权限的调用方说明归属客户。',
    },
    params: none,
    query: none,
    body: NewCustomer,
    replay: 'resource',
    replies: {
      201: { description: 'The customer', schema: Customer, headers: ['Location', 'ETag'] },
    },
    failures: ['identity_taken', 'erased_identity', 'customer_erased'],
    access: [...insert, ...read],
    uses: ['secret'],
  }),
  getCustomer: route({
    id: 'getCustomer',
    method: 'GET',
    path: '/v1/customers/{customerId}',
    group: 'customers',
    scopes: ['customers:read'],
    summary: { en: 'Read a customer', zh: '读取客户' },
    params: customerParams,
    query: none,
    concurrency: 'etag',
    replies: { 200: { description: 'The customer', schema: Customer, headers: ['ETag'] } },
    failures: ['customer_not_found', 'customer_erased'],
    access: read,
  }),
  updateCustomer: route({
    id: 'updateCustomer',
    method: 'PATCH',
    path: '/v1/customers/{customerId}',
    group: 'customers',
    scopes: ['customers:write'],
    summary: { en: 'Change a customer', zh: '修改客户' },
    description: {
      en: 'A merge patch (RFC 7396): null removes, absent keeps, arrays replace. A patch that changes nothing keeps the entity tag. Callers who may not read customers get a receipt.',
      zh: '合并补丁（RFC 7396）：null 表示删除，缺省表示保留，数组整体替换。没有变化的补丁不改变实体标签。无读取权限的调用方只得到回执。',
    },
    params: customerParams,
    query: none,
    body: CustomerPatch,
    bodyTypes: ['application/merge-patch+json', 'application/json'],
    concurrency: 'etag',
    replies: { 200: { description: 'The customer', schema: Written, headers: ['ETag'] } },
    failures: ['customer_not_found', 'customer_erased', 'identity_taken', 'erased_identity'],
    access: [...read, ...replace],
    uses: ['secret'],
  }),
  deleteCustomer: route({
    id: 'deleteCustomer',
    method: 'DELETE',
    path: '/v1/customers/{customerId}',
    group: 'customers',
    scopes: ['customers:erase'],
    summary: { en: 'Erase a person', zh: '删除个人数据' },
    description: {
      en: 'The customer is gone at once (410). Profile, identities and free text are removed by a job, whose certificate stands at the Location; amounts stay, without identity.',
      zh: '客户立即不可访问（410）。后台任务删除资料、身份标识和自由文本，完成证明见 Location；金额去标识后保留。',
    },
    params: customerParams,
    query: none,
    concurrency: 'etag',
    replies: {
      202: { description: 'The erasure has begun', schema: Erasure, headers: ['Location'] },
    },
    failures: ['customer_not_found', 'customer_erased'],
    access: [
      ...read,
      { table: 'customers', actions: ['UpdateItem'] },
      { table: 'scores', actions: ['UpdateItem'] },
      { table: 'control', actions: ['PutItem'] },
      { table: 'events', actions: ['PutItem'] },
    ],
    uses: ['secret'],
  }),
  upsertCustomer: route({
    id: 'upsertCustomer',
    method: 'PUT',
    path: '/v1/customers/external/{source}/{externalId}',
    group: 'customers',
    scopes: ['customers:write'],
    summary: { en: 'Create or change by external id', zh: '按外部编号新建或修改' },
    description: {
      en: 'Finds a customer by this external id, or by the identities in the body. Members that are given replace the stored ones, absent ones stay, external ids add up. A new customer without a name is called by its external id. Identities of different customers are a conflict that names the candidates. `If-None-Match: *` only creates. An id with a slash goes through the batch: gateways take `%2F` for a separator.',
      zh: '按该外部编号或请求体中的身份标识查找客户。给出的成员替换已存值，缺省成员保留，外部编号累加。新客户未给姓名时以外部编号代替。身份标识分属不同客户时返回冲突并列出候选。If-None-Match: * 表示仅新建。含斜杠的编号请使用批量接口：网关会把 %2F 当作分隔符。',
    },
    params: z.strictObject({ source: Source, externalId: ExternalKey }),
    query: none,
    body: CustomerUpsert,
    concurrency: 'etag',
    replies: {
      200: { description: 'The customer that was there', schema: Upserted, headers: ['ETag'] },
      201: { description: 'A new customer', schema: Upserted, headers: ['Location', 'ETag'] },
    },
    failures: ['identity_ambiguous', 'erased_identity'],
    access: upsert,
    uses: ['secret'],
  }),
  batchCustomers: route({
    id: 'batchCustomers',
    method: 'POST',
    path: '/v1/customers/batch',
    group: 'customers',
    scopes: ['customers:write'],
    summary: { en: 'Create or change many', zh: '批量新建或修改' },
    description: {
      en: 'Each item is a CustomerUpsert with at least one identity, and is checked and written by itself.',
      zh: '每一项为至少含一个身份标识的 CustomerUpsert，单独校验和写入。',
    },
    params: none,
    query: none,
    body: z.strictObject({
      items: z
        .array(z.unknown().meta({ description: 'A CustomerUpsert.' }))
        .min(1)
        .max(batchMax),
    }),
    replay: 'body',
    replies: { 200: { description: 'A result for each item', schema: BatchResults } },
    failures: [],
    access: upsert,
    uses: ['secret'],
  }),
  listCustomers: route({
    id: 'listCustomers',
    method: 'GET',
    path: '/v1/customers',
    group: 'customers',
    scopes: ['customers:read'],
    summary: { en: 'List customers', zh: '客户列表' },
    description: {
      en: 'All filters must be met. Without `sort`: newest first; by name with `namePrefix`; highest value first with a class filter. One page looks at up to 1,000 customers, so it may be short, or empty, and still have a `nextCursor`. `value` sorts by the stored value bucket.',
      zh: '须同时满足所有筛选条件。未指定 sort 时：默认最新在前；使用 namePrefix 时按姓名；使用分级筛选时价值最高在前。每页最多检查 1,000 位客户，因此可能不满甚至为空而仍有 nextCursor。value 按存储的价值分桶排序。',
    },
    params: none,
    query: CustomerFilters,
    replies: {
      200: {
        description: 'One page',
        schema: z.strictObject({ data: z.array(Customer), nextCursor: z.string().nullable() }),
        headers: ['Link'],
      },
    },
    failures: [],
    access: [
      { table: 'customers', index: 'byList', actions: ['Query'] },
      { table: 'customers', actions: ['BatchGetItem'] },
      ...classLists,
      { table: 'scores', actions: ['BatchGetItem'] },
    ],
    uses: ['secret'],
  }),
  getErasure: route({
    id: 'getErasure',
    method: 'GET',
    path: '/v1/erasures/{erasureId}',
    group: 'customers',
    scopes: ['customers:erase'],
    summary: { en: 'Read an erasure and its certificate', zh: '查看删除进度与证明' },
    params: z.strictObject({ erasureId: z.string().min(1).max(64) }),
    query: none,
    replies: { 200: { description: 'The erasure', schema: Erasure } },
    failures: ['erasure_not_found'],
    access: [{ table: 'control', actions: ['GetItem'] }],
  }),
} as const;
