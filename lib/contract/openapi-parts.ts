import { scopes } from './scopes.ts';

const text = { type: 'string' as const };

/** Headers that answers carry. */
export const headers = {
  'X-Request-Id': {
    description: 'Names this request in our logs: the one that was sent, or a new one.',
    schema: text,
  },
  Location: { description: 'Path of what was created or started.', schema: text },
  ETag: {
    description: 'Strong entity tag, from the version of the resource.',
    schema: { ...text, examples: ['"3"'] },
  },
  Link: {
    description: 'Where the next page is: `<…>; rel="next"`. Absent on the last page.',
    schema: text,
  },
  'Idempotent-Replayed': {
    description: '`true` when the answer is that of an earlier request with the same key.',
    schema: { ...text, enum: ['true'] },
  },
  'Retry-After': {
    description: 'Seconds after which to come back.',
    schema: { type: 'integer' as const, minimum: 0 },
  },
  RateLimit: {
    description:
      'What is left of each limit that was counted for the request, and the seconds until its window ends (structured fields, draft-ietf-httpapi-ratelimit-headers-10). Limits that others share are told in steps of a twelfth.',
    schema: text,
    example: '"network";r=11000;t=312',
  },
  'RateLimit-Policy': {
    description:
      'Each limit that was counted for the request, in requests, with its window in seconds (structured fields, draft-ietf-httpapi-ratelimit-headers-10).',
    schema: text,
    example: '"network";q=12000;w=600',
  },
};

/** Headers that requests may carry. */
export const headerParameters = {
  RequestId: {
    in: 'header' as const,
    name: 'X-Request-Id',
    description: 'Your name for this request: 1 to 128 letters, digits and `._:-`.',
    schema: { ...text, pattern: '^[A-Za-z0-9._:-]{1,128}$' },
  },
  IdempotencyKey: {
    in: 'header' as const,
    name: 'Idempotency-Key',
    description:
      'Makes a repeat harmless: the same key with the same request is answered with the first answer, for 24 hours, by caller and route.',
    schema: { ...text, minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  },
  IfMatch: {
    in: 'header' as const,
    name: 'If-Match',
    description: 'Entity tags that the resource must have, or `*`. Otherwise 412.',
    schema: text,
  },
  IfNoneMatch: {
    in: 'header' as const,
    name: 'If-None-Match',
    description: 'Entity tags that you have already. 304 when one still holds.',
    schema: text,
  },
};

export const securitySchemes = {
  bearer: {
    type: 'http' as const,
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: [
      "A token of the deployment's OpenID Connect issuer. Its `scope` claim holds:",
      ...Object.entries(scopes).map(([name, what]) => `- \`${name}\`: ${what}`),
    ].join('\n'),
  },
};

/** What the gateway answers by itself. */
export const gatewayMessage = {
  type: 'object' as const,
  description:
    'The fixed body of what the gateway answers before any function runs: 401 of its authorizer, its own 413, 429 and 503. The typed client turns it into a problem.',
  properties: { message: text },
};

/** Route groups as readers know them. */
export const groups = {
  customers: { en: 'Customers', zh: '客户' },
  events: { en: 'Events', zh: '事件' },
  surveys: { en: 'Surveys', zh: '问卷' },
  waves: { en: 'Waves: whom to ask, and when', zh: '问卷批次：何时询问谁' },
  feedback: { en: 'Feedback: reviews, mentions, interviews', zh: '反馈：评价、提及与访谈' },
  cases: { en: 'Recovery cases', zh: '挽回个案' },
  scores: { en: 'Scores, runs and models', zh: '评分、运行与模型' },
  insights: { en: 'Insights', zh: '洞察' },
  public: { en: 'Public: answers and forms', zh: '公开：作答与表单' },
  meta: { en: 'About this API', zh: '关于本接口' },
} as const;
