import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { type BlindKey, blindSign } from './blind-signature.ts';
import { isExpired } from './invitation.ts';
import { type Link, openLink } from './open-link.ts';
import { receiptOfLink } from './prepare-response.ts';
import type { SubmitPorts } from './submit-ports.ts';
import { type Attempted, untilSettled } from './until-settled.ts';

export interface SignPorts
  extends Pick<
    SubmitPorts,
    'surveys' | 'invitations' | 'linkKeys' | 'keys' | 'partials' | 'useUp'
  > {
  /** The key pair of an anonymous survey; undefined of one that has none. */
  readonly blindKey: (surveyId: string) => Promise<BlindKey | undefined>;
}

const notBelowModulus = fail('invalid_request', {
  errors: [
    {
      pointer: '/blinded',
      code: 'not_a_blinded_message',
      message: 'A number below the modulus of the survey, as long as it, in base64url',
    },
  ],
});

/**
 * Signs a blinded message and uses the personal link up with it: from then on the right to answer is
 * with whoever can unblind the signature, and nobody can tell which link it came from. The same message
 * is signed again (a lost reply), another one is refused.
 */
export const signBlinded =
  (ports: SignPorts) =>
  (token: string, blinded: string, now: Instant): Promise<Result<string>> =>
    untilSettled(() => attempt(ports, { token, blinded, now }));

interface Request {
  readonly token: string;
  readonly blinded: string;
  readonly now: Instant;
}

const attempt = async (ports: SignPorts, request: Request): Promise<Attempted<string>> => {
  const link = await openLink(ports)(request.token);
  if (!link.ok) return link;
  const { survey } = link.value;
  const key = await ports.blindKey(survey.id);
  if (!key || survey.definition.mode !== 'anonymous') return fail('invalid_token');
  const signature = blindSign(key, Buffer.from(request.blinded, 'base64url'));
  if (!signature) return notBelowModulus;
  const used = await useLink(ports, link.value, request);
  return used === 'again' || !used.ok ? used : ok(signature.toString('base64url'));
};

const useLink = async (
  ports: SignPorts,
  link: Link,
  { blinded, now }: Request,
): Promise<Attempted<null>> => {
  const { survey, invitation } = link;
  const blindedHash = createHash('sha256').update(blinded).digest('base64url');
  if (invitation.used !== false) {
    const isSame =
      typeof invitation.used === 'object' &&
      'blindedHash' in invitation.used &&
      invitation.used.blindedHash === blindedHash;
    return isSame ? ok(null) : fail('link_used');
  }
  if (isExpired(invitation, now)) return fail('invalid_token');
  if (survey.status !== 'open') return fail('survey_not_open');
  const receipt = await receiptOfLink(ports, link);
  const partial = invitation.started ? await ports.partials.find(receipt, now) : undefined;
  const alongside = { source: { kind: 'link', invitation } as const, at: now, counted: [] };
  const outcome = await ports.useUp(
    survey.id,
    { ...alongside, ...(partial ? { partial: { receipt, revision: partial.revision } } : {}) },
    { blindedHash },
  );
  return outcome.kind === 'recorded' ? ok(null) : 'again';
};
