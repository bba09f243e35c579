import { jwtVerify } from 'jose';
import { claimTexts, type Issuer } from './issuer.ts';
import type { JwtContext } from './payload.ts';
import type { GatewayRoute } from './routes.ts';

/** The JWT authorizer's verdict. A reason goes into the WWW-Authenticate header only. */
export type Verdict =
  | { kind: 'passed'; jwt: JwtContext | undefined }
  | { kind: 'unauthorized'; reason: string }
  | { kind: 'forbidden' };

/** Decides about a request as the JWT authorizer of an HTTP API does, by the real wall clock. */
export async function authorize(
  issuer: Issuer,
  route: GatewayRoute,
  authorization: string | undefined,
): Promise<Verdict> {
  if (route.authorizer === undefined) return { kind: 'passed', jwt: undefined };
  const token = authorization?.replace(/^bearer /i, '').trim() ?? '';
  if (token === '') return { kind: 'unauthorized', reason: 'the token is missing' };
  const { issuer: expected, audience } = route.authorizer;
  try {
    const { payload } = await jwtVerify(token, issuer.publicKey, {
      issuer: expected,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat'],
    });
    // Cognito's access tokens carry client_id where others carry aud.
    const receivers = [payload.aud ?? payload['client_id']].flat();
    if (!receivers.some((receiver) => audience.includes(String(receiver)))) {
      return { kind: 'unauthorized', reason: 'the token is for another audience' };
    }
    return judgeScopes(route, payload);
  } catch {
    return { kind: 'unauthorized', reason: 'the token is invalid or has expired' };
  }
}

function judgeScopes(route: GatewayRoute, payload: Record<string, unknown>): Verdict {
  const claims = claimTexts(payload);
  if (route.scopes.length === 0) return { kind: 'passed', jwt: { claims, scopes: null } };
  const held = (claims['scope'] ?? claims['scp'] ?? '').split(' ');
  const scopes = route.scopes.filter((scope) => held.includes(scope));
  return scopes.length > 0 ? { kind: 'passed', jwt: { claims, scopes } } : { kind: 'forbidden' };
}
