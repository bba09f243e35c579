import * as z from 'zod';
import type { Invitation } from '../../surveys/invitation.ts';
import { controlKeys } from './keys.ts';

/** Schema number of invitation items; readers upcast older ones. */
export const invitationSchema = 2;

const InvitationUse = z.object({ responseId: z.string(), hash: z.string(), at: z.string() });
const SignatureUse = z.object({ blindedHash: z.string() });

/**
 * `used` is absent before, `true` after an anonymous response, and names the response, or the blinded
 * message that was signed, otherwise. Schema 1 knew no revocation, hidden values or partial responses:
 * an invitation of it has none.
 */
const InvitationItem = z.object({
  id: z.string(),
  _v: z.union([z.literal(1), z.literal(invitationSchema)]),
  surveyId: z.string(),
  customerId: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
  started: z.literal(true).optional(),
  held: InvitationUse.exactOptional(),
  interview: z
    .object({ channel: z.enum(['interview', 'phone']), interviewer: z.string() })
    .exactOptional(),
  hidden: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  used: z
    .union([z.literal(true), z.literal('screened_out'), InvitationUse, SignatureUse])
    .optional(),
});

/** The item of an invitation that nobody has used yet. */
export const invitationItem = (invitation: Invitation): Record<string, unknown> => ({
  ...controlKeys.invitation(invitation.id),
  _v: invitationSchema,
  id: invitation.id,
  surveyId: invitation.surveyId,
  customerId: invitation.customerId,
  createdAt: invitation.createdAt,
  ...(invitation.expiresAt === null ? {} : { expiresAt: invitation.expiresAt }),
  ...(invitation.interview ? { interview: invitation.interview } : {}),
  ...(Object.keys(invitation.hidden).length > 0 ? { hidden: invitation.hidden } : {}),
});

/** Reads a stored invitation. Throws on an item that is none. */
export const readInvitationItem = (stored: unknown): Invitation => {
  const { _v, used, ...invitation } = InvitationItem.parse(stored);
  return {
    ...invitation,
    expiresAt: invitation.expiresAt ?? null,
    revokedAt: invitation.revokedAt ?? null,
    started: invitation.started === true,
    hidden: invitation.hidden ?? {},
    used: used === true ? 'anonymously' : (used ?? false),
  };
};
