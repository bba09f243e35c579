import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { waveReply } from './show-wave.ts';

export const handle = handler(wavesRoutes.updateWave, async ({ params, body, call }) => {
  const { ifMatch, now } = call;
  const result = await waves.patch({ waveId: params.waveId, ifMatch, now }, body);
  return result.ok ? ok(await waveReply(result.value, now)) : result;
});
