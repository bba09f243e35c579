import { cases } from '../../../lib/app/cases.ts';
import { casesRoutes } from '../../../lib/contract/routes/cases.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(casesRoutes.getRecoverySettings, async () => {
  const { version, settings } = await cases.settings.active();
  return ok({ status: 200, body: { ...settings, version }, version });
});
