import * as z from 'zod';
import { handler } from '../../../functions/http/handler.ts';
import { route } from '../../../lib/contract/route.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { type TestApi, type TestApiOptions, testApi } from '../../http/support/api.ts';

const none = z.strictObject({});
const words = { en: 'Planted for tests', zh: '测试用' };

const Thing = z.strictObject({
  name: z.string().min(1),
  size: z.int().min(0).optional(),
  parts: z.array(z.strictObject({ code: z.string(), count: z.int() })).optional(),
});

const common = { summary: words, access: [], failures: [] } as const;

/** Rows that exist in tests only, one for each thing that the pipeline does. */
export const planted = {
  create: route({
    ...common,
    id: 'createThing',
    method: 'POST',
    path: '/v1/things',
    group: 'customers',
    scopes: ['customers:write'],
    params: none,
    query: none,
    body: Thing,
    replay: 'body',
    replies: {
      201: {
        description: 'Made',
        schema: z.strictObject({ id: z.string(), got: z.unknown() }),
        headers: ['Location', 'ETag'],
      },
    },
    failures: ['identity_taken'],
  }),
  read: route({
    ...common,
    id: 'readThing',
    method: 'GET',
    path: '/v1/things/{thingId}',
    group: 'customers',
    scopes: ['customers:read'],
    params: z.strictObject({ thingId: z.string().max(20) }),
    query: none,
    concurrency: 'etag',
    replies: {
      200: {
        description: 'It',
        schema: z.strictObject({ thingId: z.string() }),
        headers: ['ETag'],
      },
    },
  }),
  list: route({
    ...common,
    id: 'listThings',
    method: 'GET',
    path: '/v1/things',
    group: 'customers',
    scopes: ['customers:read'],
    params: none,
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(25),
      cursor: z.string().optional(),
      tag: z.string().optional(),
    }),
    replies: {
      200: {
        description: 'Some',
        schema: z.strictObject({ data: z.array(z.int()), nextCursor: z.string().nullable() }),
        headers: ['Link'],
      },
    },
  }),
  patch: route({
    ...common,
    id: 'patchThing',
    method: 'PATCH',
    path: '/v1/things/{thingId}',
    group: 'customers',
    scopes: ['customers:write'],
    params: z.strictObject({ thingId: z.string() }),
    query: none,
    body: z.strictObject({ name: z.string().nullable().optional() }),
    concurrency: 'etag',
    replies: {
      200: { description: 'Changed', schema: z.strictObject({ ifMatch: z.unknown() }) },
    },
  }),
  answer: route({
    ...common,
    id: 'answerThing',
    method: 'POST',
    path: '/v1/open/{thingId}',
    group: 'customers',
    scopes: 'public',
    params: z.strictObject({ thingId: z.string() }),
    query: none,
    body: z.looseObject({ token: z.string().optional() }),
    bodyTypes: ['application/json', 'application/x-www-form-urlencoded'],
    replay: 'body',
    replies: { 200: { description: 'Echo', schema: z.strictObject({ got: z.unknown() }) } },
  }),
  act: route({
    ...common,
    id: 'actOnThing',
    method: 'POST',
    path: '/v1/things/{thingId}/act',
    group: 'customers',
    scopes: ['customers:write'],
    params: z.strictObject({ thingId: z.string() }),
    query: none,
    replay: 'body',
    replies: { 204: { description: 'Done' } },
  }),
  page: route({
    ...common,
    id: 'pageOfThings',
    method: 'GET',
    path: '/things',
    group: 'customers',
    scopes: 'open',
    params: none,
    query: none,
    replies: { 200: { description: 'A page', contentType: 'text/html' } },
  }),
} as const;

/** Handlers that echo what the pipeline gave them. */
export const echoes = {
  create: handler(planted.create, async ({ body, call }) => {
    if (body.name === 'taken') return fail('identity_taken', { data: { holder: 'cus_1' } });
    if (body.name === 'throw') throw new Error('secret of the inside');
    const id = call.ids('customer');
    return ok({
      status: 201,
      body: { id, got: body },
      version: 1,
      headers: { Location: `/v1/things/${id}` },
    });
  }),
  read: handler(planted.read, async ({ params }) => ok({ status: 200, body: params, version: 7 })),
  list: handler(planted.list, async ({ query }) =>
    ok({
      status: 200,
      body: { data: [query.limit], nextCursor: query.cursor === 'last' ? null : 'a b&c' },
    }),
  ),
  patch: handler(planted.patch, async ({ call }) =>
    call.ifMatch !== undefined && call.ifMatch !== '*' && call.ifMatch !== 7
      ? fail('stale_version')
      : ok({ status: 200, body: { ifMatch: call.ifMatch ?? null } }),
  ),
  answer: handler(planted.answer, async ({ body }) => ok({ status: 200, body: { got: body } })),
  act: handler(planted.act, async () => ok({ status: 204, body: undefined })),
  page: handler(planted.page, async () => ok({ status: 200, body: '<!doctype html><p>hi' })),
};

/** The real pipeline around the planted routes. */
export const plantedApi = (options: TestApiOptions = {}): TestApi =>
  testApi('customers', Object.values(echoes), {
    allRoutes: Object.values(planted),
    ...options,
  });
