import { Duration, Stack } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  type HttpApiProps,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type ApiName, apis, type Throttle } from '../../lib/contract/apis.ts';
import { fallbackGroup } from '../../lib/contract/http-functions.ts';
import { type HttpGroup, methodsOf, type Route } from '../../lib/contract/route.ts';
import { acknowledge } from './acknowledge.ts';
import type { ContractFunction } from './contract-function.ts';
import { monthOfLogs, plainArn } from './logs.ts';

/** Who signs the tokens that the staff API takes. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export interface HttpApisProps {
  readonly routes: readonly Route[];
  readonly functions: Readonly<Record<HttpGroup, ContractFunction>>;
  readonly tokens: TokenIssuer;
  readonly staffOrigins: readonly string[];
}

const apiOf = (route: Route): ApiName => (route.scopes === 'public' ? 'public' : 'staff');

/** Both HTTP APIs with every route of the contract. */
export class HttpApis extends Construct {
  readonly staff: ContractApi;
  readonly public: ContractApi;

  constructor(scope: Construct, id: string, props: HttpApisProps) {
    super(scope, id);
    const { functions, tokens, staffOrigins } = props;
    const cors: HttpApiProps['corsPreflight'] = {
      allowOrigins: [...staffOrigins],
      allowMethods: [CorsHttpMethod.ANY],
      allowHeaders: [
        'authorization',
        'content-type',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'x-request-id',
      ],
      exposeHeaders: [
        'etag',
        'idempotent-replayed',
        'link',
        'location',
        'retry-after',
        'x-request-id',
      ],
      maxAge: Duration.hours(2),
    };
    this.staff = new ContractApi(this, 'Staff', {
      throttle: apis.staff.throttle,
      fallback: functions[fallbackGroup],
      tokens,
      ...(staffOrigins.length > 0 ? { cors } : {}),
    });
    this.public = new ContractApi(this, 'Public', {
      throttle: apis.public.throttle,
      fallback: functions[fallbackGroup],
    });
    for (const route of props.routes) {
      const { path, scopes } = route;
      const needsToken = Array.isArray(scopes);
      for (const method of methodsOf(route))
        this[apiOf(route)].addRoute(`${method} ${path}`, functions[route.group], needsToken);
    }
    this.addPreflights(props);
  }

  /** Public CORS is decided for each survey by its function, so the gateway must pass OPTIONS on. */
  private addPreflights({ routes, functions }: HttpApisProps): void {
    const paths = new Map(
      routes
        .filter((route) => apiOf(route) === 'public')
        .map((route) => [route.path, functions[route.group]]),
    );
    for (const [path, target] of paths) this.public.addRoute(`OPTIONS ${path}`, target, false);
  }
}

interface ContractApiProps {
  readonly throttle: Throttle;
  /** Answers paths and methods that no route has, with 404 and 405. */
  readonly fallback: ContractFunction;
  readonly tokens?: TokenIssuer;
  readonly cors?: HttpApiProps['corsPreflight'];
}

/** One HTTP API: a stage with logs and throttle, and one integration and permission for each function. */
export class ContractApi extends Construct {
  readonly api: HttpApi;
  readonly stage: CfnStage;
  private readonly authorizer: CfnAuthorizer | undefined;
  private readonly integrations = new Map<ContractFunction, CfnIntegration>();

  constructor(
    scope: Construct,
    id: string,
    { throttle, fallback, tokens, cors }: ContractApiProps,
  ) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: `Clientele: ${id.toLowerCase()} API`,
      createDefaultStage: false,
      ...(cors === undefined ? {} : { corsPreflight: cors }),
    });
    this.stage = this.makeStage(throttle);
    this.authorizer = tokens === undefined ? undefined : this.makeAuthorizer(tokens);
    this.addRoute('$default', fallback, false);
  }

  addRoute(key: string, target: ContractFunction, needsToken: boolean): void {
    const route = new CfnRoute(this, key, {
      apiId: this.api.apiId,
      routeKey: key,
      target: `integrations/${this.integrationOf(target).ref}`,
      ...(needsToken && this.authorizer !== undefined
        ? { authorizationType: 'JWT', authorizerId: this.authorizer.ref }
        : { authorizationType: 'NONE' }),
    });
    if (!needsToken) {
      acknowledge(route, {
        'AwsSolutions-APIG4':
          'Open by contract: survey intake, preflight, documentation, health, or the 404 of an unknown path.',
      });
    }
  }

  /** Made here and not by the L2 integration, which makes one permission for each route: policies end at 20 kB. */
  private integrationOf(target: ContractFunction): CfnIntegration {
    const known = this.integrations.get(target);
    if (known !== undefined) return known;
    const integration = new CfnIntegration(this, `${target.node.id}Integration`, {
      apiId: this.api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: target.lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
    target.lambda.addPermission(`Invoke${target.node.id}`, {
      scope: this,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.api.apiId,
        resourceName: '*/*',
      }),
    });
    this.integrations.set(target, integration);
    return integration;
  }

  private makeAuthorizer({ issuer, audience }: TokenIssuer): CfnAuthorizer {
    return new CfnAuthorizer(this, 'Authorizer', {
      apiId: this.api.apiId,
      name: 'jwt',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [...audience] },
    });
  }

  private makeStage({ ratePerSecond, burst }: Throttle): CfnStage {
    const logs = monthOfLogs(this, 'AccessLogs');
    return new CfnStage(this, 'Stage', {
      apiId: this.api.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: ratePerSecond,
        throttlingBurstLimit: burst,
        detailedMetricsEnabled: true,
      },
      accessLogSettings: { destinationArn: plainArn(logs), format: accessLogFormat },
    });
  }
}

/** No address, no path and no token: the route key says what was called, the request id leads to the rest. */
const accessLogFormat = JSON.stringify({
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.error.messageString',
  integrationError: '$context.integrationErrorMessage',
});
