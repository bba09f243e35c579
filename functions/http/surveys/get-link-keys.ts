import { linkKeys } from '../../../lib/app/link-keys.ts';
import { invitationsRoutes } from '../../../lib/contract/routes/invitations.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showLinkKeys } from './show-link-keys.ts';

export const handle = handler(invitationsRoutes.getLinkKeys, async () =>
  ok({ status: 200, body: showLinkKeys(await linkKeys.read()) }),
);
