import * as z from 'zod';
import { eventTypes } from '../../events/ledger-event.ts';
import { NewEvent } from '../../events/new-event.ts';
import { BatchResults, batchMax } from '../batch-results.ts';
import { EventPage, EventReceipt } from '../event-shapes.ts';
import { intakeAccess } from '../intake-access.ts';
import { Limit } from '../limit.ts';
import { route } from '../route.ts';
import { settleAccess } from '../score-access.ts';

const none = z.strictObject({});

/** A business day or an instant. */
const moment = z.union([z.iso.date(), z.iso.datetime()]);

export const eventsRoutes = {
  recordEvent: route({
    id: 'recordEvent',
    method: 'POST',
    path: '/v1/events',
    group: 'events',
    scopes: ['events:write'],
    summary: { en: 'Record an event', zh: '记录一个事件' },
    description: {
      en: 'Exactly once per `id`: the same content again gets the first receipt, other content 409. Late, out-of-order and repeated events give the same statistics as in-order ones. Correct a mistake with a `void` of its event and a new event.',
      zh: '同一 id 只记录一次：内容相同则返回首次回执，内容不同则返回 409。迟到、乱序和重复的事件与按序到达的结果一致。更正错误请先作废（void）原事件，再记录新事件。',
    },
    params: none,
    query: none,
    body: NewEvent,
    replay: 'body',
    replies: {
      200: { description: 'It was recorded before: the first receipt', schema: EventReceipt },
      201: { description: 'It is recorded', schema: EventReceipt },
    },
    failures: [
      'customer_not_found',
      'customer_erased',
      'event_conflict',
      'already_voided',
      'currency_mismatch',
    ],
    access: [...intakeAccess, ...settleAccess],
    uses: ['secret'],
  }),
  batchEvents: route({
    id: 'batchEvents',
    method: 'POST',
    path: '/v1/events/batch',
    group: 'events',
    scopes: ['events:write'],
    summary: { en: 'Record many events', zh: '批量记录事件' },
    description: {
      en: 'Each item is a NewEvent and is checked and recorded by itself; those of one customer in their order. What only a whole ledger tells (refunds, voids, late purchases, tickets, subscriptions) moves classes with the next reader of the scorecard or the night.',
      zh: '每一项为 NewEvent，单独校验和记录；同一客户的事件按给定顺序处理。需要整个账本才能判断的事件（退款、作废、迟到的购买、工单、订阅）在下次读取评分卡或夜间运行时更新分类。',
    },
    params: none,
    query: none,
    body: z.strictObject({
      items: z
        .array(z.unknown().meta({ description: 'A NewEvent.' }))
        .min(1)
        .max(batchMax),
    }),
    replay: 'body',
    replies: { 200: { description: 'A result for each item', schema: BatchResults } },
    failures: [],
    access: intakeAccess,
    uses: ['secret'],
  }),
  listEvents: route({
    id: 'listEvents',
    method: 'GET',
    path: '/v1/customers/{customerId}/events',
    group: 'events',
    scopes: ['events:read'],
    summary: { en: "List a customer's events", zh: '客户的事件列表' },
    description: {
      en: 'Newest first. `from` and `to` are inclusive: business days (whole, in the zone of the business) or instants. A page may be short and still have a `nextCursor` when few events are of the type.',
      zh: '最新在前。from 和 to 均包含在内：可为营业日（按企业时区的整天）或时间点。按类型筛选时，一页可能不满而仍有 nextCursor。',
    },
    params: z.strictObject({ customerId: z.string().min(1).max(64) }),
    query: z.strictObject({
      type: z.enum(eventTypes).optional(),
      from: moment.optional(),
      to: moment.optional(),
      limit: Limit,
      cursor: z.string().min(1).max(2_000).optional(),
    }),
    replies: { 200: { description: 'A page', schema: EventPage, headers: ['Link'] } },
    failures: ['customer_not_found', 'customer_erased'],
    access: [
      { table: 'scores', actions: ['GetItem'] },
      { table: 'events', index: 'byTime', actions: ['Query'] },
      { table: 'events', actions: ['BatchGetItem'] },
    ],
    uses: ['secret'],
  }),
} as const;
