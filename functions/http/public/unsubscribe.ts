import { unsubscription } from '../../../lib/app/unsubscribe.ts';
import { unsubscribeRoutes } from '../../../lib/contract/routes/public-unsubscribe.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { refusePage } from './hosted-page.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

export const handle = handler(unsubscribeRoutes.unsubscribe, async (input) => {
  if (!(await unsubscription.withdraw(input.params.token, input.call.now)))
    return refusePage(input, { code: 'invalid_token' });
  return ok(unsubscribePage(input, { isDone: true }));
});
