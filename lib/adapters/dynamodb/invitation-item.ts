import * as z from 'zod';
import type { Invitation } from '../../surveys/invitation.ts';
import { controlKeys } from './keys.ts';

/** Schema number of invitation items; readers upcast older ones. */
export const invitationSchema = 1;

const InvitationUse = z.object({ responseId: z.string(), hash: z.string(), at: z.string() });

/** `used` is absent before, `true` after an anonymous response, and names the response otherwise. */
const InvitationItem = z.object({
  id: z.string(),
  _v: z.literal(invitationSchema),
  surveyId: z.string(),
  customerId: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  used: z.union([z.literal(true), InvitationUse]).optional(),
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
});

/** Reads a stored invitation. Throws on an item that is none. */
export const readInvitationItem = (stored: unknown): Invitation => {
  const { _v, expiresAt, used, ...invitation } = InvitationItem.parse(stored);
  return {
    ...invitation,
    expiresAt: expiresAt ?? null,
    used: used === true ? 'anonymously' : (used ?? false),
  };
};
