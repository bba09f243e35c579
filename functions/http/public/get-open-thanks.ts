import { publicRoutes } from '../../../lib/contract/routes/public.ts';
import { ok } from '../../../lib/shared/result.ts';
import { formScripts } from './form-scripts.ts';
import { showMessage } from './hosted-page.ts';
import { messageParts, openVisit } from './open-visit.ts';
import { pageHandler } from './page-handler.ts';

export const handle = pageHandler(publicRoutes.getOpenThanks, async (input) => {
  const open = await openVisit(input);
  if (!open.ok) return open;
  const parts = { ...messageParts(input, open.value), script: formScripts.sent };
  return ok(showMessage(input, 'thanks', parts));
});
