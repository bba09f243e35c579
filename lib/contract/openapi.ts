import { createDocument } from 'zod-openapi';
import { failures } from '../shared/failure.ts';
import { bodyTypesOf } from './bodies.ts';
import { bodyComponents, codesByStatus } from './openapi-names.ts';
import {
  gatewayMessage,
  groups,
  headerParameters,
  headers,
  securitySchemes,
} from './openapi-parts.ts';
import {
  gatewayThrottle,
  notModified,
  problemResponse,
  type Response,
  refusesByPage,
  replyResponse,
  responseName,
} from './openapi-responses.ts';
import { Problem } from './problems.ts';
import type { Route } from './route.ts';
import { routeRows } from './routes.ts';

type Input = Parameters<typeof createDocument>[0];
type PathItem = NonNullable<Input['paths']>[string];
type Operation = NonNullable<PathItem['get']>;

/** The document as it is served. Built when functions are bundled: its generator never runs in one. */
export type OpenapiDocument = ReturnType<typeof createDocument>;

const parameter = (name: keyof typeof headerParameters) => ({
  $ref: `#/components/parameters/${name}`,
});

const isRead = (route: Route): boolean => route.method === 'GET';

const parametersOf = (route: Route) => [
  parameter('RequestId'),
  ...(route.method === 'POST' ? [parameter('IdempotencyKey')] : []),
  ...(route.concurrency === 'etag' ? [parameter(isRead(route) ? 'IfNoneMatch' : 'IfMatch')] : []),
];

const requestBodyOf = (route: Route): Pick<Operation, 'requestBody'> => {
  const { body } = route;
  if (body === undefined) return {};
  return {
    requestBody: {
      required: !body.safeParse(undefined).success,
      content: Object.fromEntries(bodyTypesOf(route).map((type) => [type, { schema: body }])),
    },
  };
};

const ref = (name: string) => ({ $ref: `#/components/responses/${name}` });

const responsesOf = (route: Route, shared: Record<string, Response>): Operation['responses'] => {
  const refusals = [...codesByStatus(route, (code) => failures[code].status)].map(
    ([status, codes]) => {
      const byPage = refusesByPage(route, codes);
      const name = responseName(codes, byPage);
      shared[name] ??= problemResponse(status, codes, byPage);
      return [status, ref(name)] as const;
    },
  );
  return {
    ...Object.fromEntries(
      Object.entries(route.replies).map(([status, row]) => [status, replyResponse(route, row)]),
    ),
    ...(isRead(route) && route.concurrency === 'etag' ? { '304': ref('NotModified') } : {}),
    '429': ref('GatewayThrottle'),
    ...Object.fromEntries(refusals),
  };
};

const securityOf = ({ scopes }: Route): Pick<Operation, 'security'> => ({
  security: typeof scopes === 'string' ? [] : [{ bearer: [...scopes] }],
});

const operationOf = (route: Route, shared: Record<string, Response>): Operation => ({
  operationId: route.id,
  tags: [route.group],
  summary: route.summary.en,
  ...(route.description ? { description: route.description.en } : {}),
  ...securityOf(route),
  requestParams: { path: route.params, query: route.query },
  parameters: parametersOf(route),
  ...requestBodyOf(route),
  responses: responsesOf(route, shared),
});

const pathsOf = (rows: readonly Route[], shared: Record<string, Response>): Input['paths'] => {
  const byPath = Map.groupBy(rows, (route) => route.path);
  return Object.fromEntries(
    [...byPath].map(([path, routes]) => [
      path,
      Object.fromEntries(
        routes.map((route) => [route.method.toLowerCase(), operationOf(route, shared)]),
      ),
    ]),
  );
};

/** The OpenAPI 3.1 document of the contract. */
export const buildOpenapi = (rows: readonly Route[] = routeRows): OpenapiDocument => {
  const responses: Record<string, Response> = {
    NotModified: notModified,
    GatewayThrottle: gatewayThrottle,
  };
  const paths = pathsOf(rows, responses) ?? {};
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Clientele',
        version: '1',
        description:
          'Customer value management: what customers do and say becomes value tiers, lifetime value, churn risk and the next best action.',
      },
      servers: [{ url: '/' }],
      tags: Object.entries(groups).map(([name, words]) => ({ name, description: words.en })),
      paths,
      components: {
        schemas: { ...bodyComponents(rows), Problem, GatewayMessage: gatewayMessage },
        responses,
        headers,
        parameters: headerParameters,
        securitySchemes,
      },
    },
    { allowEmptySchema: { unknown: true, any: true } },
  );
};
