import { unsubscription } from '../../../lib/app/unsubscribe.ts';
import { unsubscribeRoutes } from '../../../lib/contract/routes/public-unsubscribe.ts';
import { ok } from '../../../lib/shared/result.ts';
import { refusePage } from './hosted-page.ts';
import { pageHandler } from './page-handler.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

export const handle = pageHandler(unsubscribeRoutes.getUnsubscribe, async (input) => {
  if (!(await unsubscription.isGenuine(input.params.token)))
    return refusePage(input, { code: 'invalid_token' });
  return ok(unsubscribePage(input, { isDone: false }));
});
