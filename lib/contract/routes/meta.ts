import * as z from 'zod';
import { route } from '../route.ts';

const none = z.strictObject({});

export const metaRoutes = {
  getOpenapi: route({
    id: 'getOpenapi',
    method: 'GET',
    path: '/v1/openapi.json',
    group: 'meta',
    scopes: 'open',
    summary: { en: 'The OpenAPI 3.1 document of this API', zh: '本接口的 OpenAPI 3.1 文档' },
    params: none,
    query: none,
    replies: {
      200: { description: 'The document', schema: z.looseObject({ openapi: z.string() }) },
    },
    failures: [],
    access: [],
  }),
  getDocs: route({
    id: 'getDocs',
    method: 'GET',
    path: '/docs',
    group: 'meta',
    scopes: 'open',
    summary: {
      en: 'The same document as a readable page, in Chinese and English',
      zh: '同一份文档的可读页面，提供中英文',
    },
    params: none,
    query: z.strictObject({ lang: z.enum(['en', 'zh']).optional() }),
    replies: { 200: { description: 'The page', contentType: 'text/html' } },
    failures: [],
    access: [],
  }),
  getHealth: route({
    id: 'getHealth',
    method: 'GET',
    path: '/health',
    group: 'meta',
    scopes: 'open',
    summary: { en: 'Whether the API answers', zh: '检查接口是否在线' },
    params: none,
    query: none,
    replies: {
      200: { description: 'It does', schema: z.strictObject({ status: z.literal('ok') }) },
    },
    failures: [],
    access: [],
  }),
} as const;
