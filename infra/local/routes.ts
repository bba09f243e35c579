import * as z from 'zod';
import { parseAs } from './json.ts';
import { type PathPattern, pathPattern } from './path-pattern.ts';
import type { ResolvedTemplate, Resource } from './template.ts';

/** Gateway CORS of one HTTP API. */
export const Cors = z.strictObject({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.coerce.number().optional(),
});
export type Cors = z.infer<typeof Cors>;

/** What a JWT authorizer checks: who issued the token, and for whom. */
export type JwtAuthorizer = { issuer: string; audience: string[] };

export type Api = { id: string; cors: Cors | undefined };

/** A route of an HTTP API with the function behind it. */
export type GatewayRoute = {
  api: Api;
  /** As in the template: `GET /v1/customers/{customerId}` or `$default`. */
  key: string;
  method: string;
  /** Undefined for `$default`. */
  path: PathPattern | undefined;
  functionArn: string;
  authorizer: JwtAuthorizer | undefined;
  scopes: string[];
};

const ApiProperties = z.object({
  ProtocolType: z.literal('HTTP'),
  Body: z.never().optional(),
  CorsConfiguration: Cors.optional(),
});
const Integration = z.object({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});
const Authorizer = z.object({
  ApiId: z.string(),
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});
const Route = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const Stage = z.object({ StageName: z.literal('$default') });

/** Reads the HTTP APIs of the template: their routes, each with its function and authorizer. */
export function readRoutes(template: ResolvedTemplate): GatewayRoute[] {
  for (const stage of template.ofType('AWS::ApiGatewayV2::Stage')) read(Stage, stage);
  const apis = new Map(
    template
      .ofType('AWS::ApiGatewayV2::Api')
      .map((resource) => [
        resource.id,
        { id: resource.id, cors: read(ApiProperties, resource).CorsConfiguration },
      ]),
  );
  return template.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const route = read(Route, resource);
    const [method = '', path] = route.RouteKey.split(' ');
    const api = apis.get(route.ApiId);
    if (api === undefined) throw new Error(`Route ${route.RouteKey} belongs to no API.`);
    return {
      api,
      key: route.RouteKey,
      method,
      path: path === undefined ? undefined : pathPattern(path),
      functionArn: integrationArn(template, route.Target.slice('integrations/'.length)),
      authorizer:
        route.AuthorizationType === 'JWT' ? authorizer(template, route.AuthorizerId) : undefined,
      scopes: route.AuthorizationScopes,
    };
  });
}

/** Every JWT authorizer of the template. */
export function readAuthorizers(template: ResolvedTemplate): JwtAuthorizer[] {
  return template
    .ofType('AWS::ApiGatewayV2::Authorizer')
    .map((resource) => read(Authorizer, resource).JwtConfiguration)
    .map(({ Issuer, Audience }) => ({ issuer: Issuer, audience: Audience }));
}

function authorizer(template: ResolvedTemplate, id: string | undefined): JwtAuthorizer {
  const resource = template.resources.get(id ?? '');
  if (resource === undefined) throw new Error(`The template has no authorizer ${id ?? ''}.`);
  const { Issuer, Audience } = read(Authorizer, resource).JwtConfiguration;
  return { issuer: Issuer, audience: Audience };
}

/** The integration names the function by its ARN, or by the ARN that API Gateway invokes it with. */
function integrationArn(template: ResolvedTemplate, id: string): string {
  const resource = template.resources.get(id);
  if (resource === undefined) throw new Error(`The template has no integration ${id}.`);
  const uri = read(Integration, resource).IntegrationUri;
  return /functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function read<T>(schema: z.ZodType<T>, resource: Resource): T {
  return parseAs(schema, resource.properties, `${resource.type} ${resource.id}`);
}
