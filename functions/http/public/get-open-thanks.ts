import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { showMessage } from './hosted-page.ts';
import { messageParts, openVisit } from './open-visit.ts';

export const handle = handler(publicRoutes.getOpenThanks, async (input) => {
  const open = await openVisit(input);
  return open.ok ? ok(showMessage(input, 'thanks', messageParts(input, open.value))) : open;
});
