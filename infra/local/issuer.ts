import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import * as z from 'zod';
import type { Functions } from './functions.ts';
import { isObject, type Json, type JsonObject, parseAs } from './json.ts';
import { type JwtAuthorizer, readAuthorizers } from './routes.ts';
import type { ResolvedTemplate, Resource } from './template.ts';

/** What `POST /_local/token` takes: a role (a group of the pool), or the scopes themselves. */
export const TokenRequest = z.union([
  z.strictObject({ role: z.string(), subject: z.string().optional() }),
  z.strictObject({ scopes: z.array(z.string()), subject: z.string().optional() }),
]);
export type TokenRequest = z.infer<typeof TokenRequest>;

const PoolProperties = z.object({
  LambdaConfig: z
    .strictObject({
      PreTokenGeneration: z.string().optional(),
      PreTokenGenerationConfig: z
        .strictObject({ LambdaArn: z.string(), LambdaVersion: z.enum(['V2_0', 'V3_0']) })
        .optional(),
    })
    .optional(),
});
const Claims = z.object({
  claimsToAddOrOverride: z.record(z.string(), z.json()).nullish(),
  claimsToSuppress: z.array(z.string()).nullish(),
  scopesToAdd: z.array(z.string()).nullish(),
  scopesToSuppress: z.array(z.string()).nullish(),
});
const TriggerAnswer = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({ accessTokenGeneration: Claims.nullish() }).nullish(),
  }),
});

const lifetimeSeconds = 3_600;
const keyId = 'local';

/** Signs tokens in the name of the template's authorizer, with a key pair made at start. */
export class Issuer {
  readonly keys: { keys: JWK[] };
  readonly publicKey: CryptoKey;
  private readonly privateKey: CryptoKey;
  private readonly template: ResolvedTemplate;
  private readonly functions: Functions;

  private constructor(pair: KeyPair, jwk: JWK, services: IssuerServices) {
    this.publicKey = pair.publicKey;
    this.privateKey = pair.privateKey;
    this.keys = { keys: [{ ...jwk, kid: keyId, alg: 'RS256', use: 'sig' }] };
    this.template = services.template;
    this.functions = services.functions;
  }

  /** RSA, because API Gateway's JWT authorizer takes nothing else. */
  static async create(services: IssuerServices): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    return new Issuer({ publicKey, privateKey }, await exportJWK(publicKey), services);
  }

  /** Signs an access token as the pool would, or gives the reason why it would not. */
  async issue(request: TokenRequest): Promise<{ token: string } | { refusal: string }> {
    const [authorizer] = readAuthorizers(this.template);
    if (authorizer === undefined) return { refusal: 'The template has no JWT authorizer.' };
    const subject = request.subject ?? randomUUID();
    if ('scopes' in request) {
      return { token: await this.sign(authorizer, subject, { scope: request.scopes.join(' ') }) };
    }
    const groups = this.template.ofType('AWS::Cognito::UserPoolGroup');
    const names = groups.map(({ properties }) => properties['GroupName']);
    if (groups.length > 0 && !names.includes(request.role)) {
      return { refusal: `The pool has no group ${request.role}; it has ${names.join(', ')}.` };
    }
    const claims = await this.runTrigger(request.role, subject, authorizer);
    return { token: await this.sign(authorizer, subject, claims) };
  }

  /** Signs any claims: tests need expired, foreign and malformed tokens too. */
  async sign(
    { issuer, audience }: JwtAuthorizer,
    subject: string,
    claims: JsonObject,
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    return await new SignJWT({
      iss: issuer,
      client_id: audience[0] ?? '',
      token_use: 'access',
      sub: subject,
      username: subject,
      jti: randomUUID(),
      auth_time: now,
      iat: now,
      exp: now + lifetimeSeconds,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .sign(this.privateKey);
  }

  private async runTrigger(
    role: string,
    subject: string,
    { audience }: JwtAuthorizer,
  ): Promise<JsonObject> {
    const base = { 'cognito:groups': [role] };
    const [pool] = this.template.ofType('AWS::Cognito::UserPool');
    const trigger = pool && triggerOf(pool);
    if (pool === undefined || trigger === undefined) return { ...base, scope: '' };
    const invocation = await this.functions
      .get(trigger.functionArn)
      .invoke(triggerEvent(pool, { ...trigger, role, subject, clientId: audience[0] ?? '' }));
    if (!invocation.ok) {
      throw new Error(`The pre-token trigger failed: ${invocation.error.errorMessage}`);
    }
    const answer = parseAs(TriggerAnswer, JSON.parse(invocation.payload), 'The trigger answer');
    const access = answer.response.claimsAndScopeOverrideDetails?.accessTokenGeneration;
    const suppressed = new Set(access?.claimsToSuppress ?? []);
    const claims = { ...base, ...access?.claimsToAddOrOverride };
    const kept = Object.entries(claims).filter(([name]) => !suppressed.has(name));
    return { ...Object.fromEntries(kept), scope: (access?.scopesToAdd ?? []).join(' ') };
  }
}

type KeyPair = { publicKey: CryptoKey; privateKey: CryptoKey };
type IssuerServices = { template: ResolvedTemplate; functions: Functions };
type Trigger = { functionArn: string; version: string };

function triggerOf(pool: Resource): Trigger | undefined {
  const config = parseAs(PoolProperties, pool.properties, `User pool ${pool.id}`).LambdaConfig;
  const versioned = config?.PreTokenGenerationConfig;
  if (versioned !== undefined) {
    return { functionArn: versioned.LambdaArn, version: versioned.LambdaVersion.slice(1, 2) };
  }
  const plain = config?.PreTokenGeneration;
  return plain === undefined ? undefined : { functionArn: plain, version: '1' };
}

function triggerEvent(
  pool: Resource,
  {
    version,
    role,
    subject,
    clientId,
  }: Trigger & { role: string; subject: string; clientId: string },
): Json {
  return {
    version,
    triggerSource: 'TokenGeneration_HostedAuth',
    region: pool.region,
    userPoolId: `${pool.region}_${pool.id}`,
    userName: subject,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    request: {
      userAttributes: { sub: subject, 'cognito:user_status': 'CONFIRMED' },
      groupConfiguration: {
        groupsToOverride: [role],
        iamRolesToOverride: [],
        preferredRole: null,
      },
      scopes: ['openid'],
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
}

/** Claims as an HTTP API hands them to a function: every value as text. */
export function claimTexts(claims: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asText(value)]));
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asText).join(' ')}]`;
  return isObject(value) ? JSON.stringify(value) : String(value);
}
