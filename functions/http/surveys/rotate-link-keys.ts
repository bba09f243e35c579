import { linkKeys } from '../../../lib/app/link-keys.ts';
import { invitationsRoutes } from '../../../lib/contract/routes/invitations.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showLinkKeys } from './show-link-keys.ts';

export const handle = handler(invitationsRoutes.rotateLinkKeys, async ({ call }) => {
  const result = await linkKeys.rotate(call.now);
  return result.ok ? ok({ status: 200, body: showLinkKeys(result.value) }) : result;
});
