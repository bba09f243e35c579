import { askingSettings } from '../../../lib/app/asking-settings.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(wavesRoutes.getAskingSettings, async () => {
  const { version, settings } = await askingSettings.active();
  return ok({ status: 200, body: { ...settings, version }, version });
});
