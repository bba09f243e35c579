import { quarantine } from '../../../lib/app/quarantine.ts';
import { quarantineRoutes } from '../../../lib/contract/routes/quarantine.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(quarantineRoutes.releaseQuarantined, async ({ params, call }) => {
  const result = await quarantine.release({ ...params, now: call.now });
  return result.ok ? ok({ status: 200, body: result.value }) : result;
});
