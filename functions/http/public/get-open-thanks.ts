import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { showMessage } from './hosted-page.ts';
import { messageParts, openVisit } from './open-visit.ts';
import { pageHandler } from './page-handler.ts';

export const handle = pageHandler(publicRoutes.getOpenThanks, async (input) => {
  const open = await openVisit(input);
  return open.ok ? ok(showMessage(input, 'thanks', messageParts(input, open.value))) : open;
});
