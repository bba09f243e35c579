import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(wavesRoutes.deleteWave, async ({ params, call }) => {
  const { ifMatch, now } = call;
  const result = await waves.remove({ waveId: params.waveId, ifMatch, now });
  return result.ok ? ok({ status: 204, body: undefined }) : result;
});
