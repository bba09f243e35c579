import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { waveReply } from './show-wave.ts';

export const handle = handler(wavesRoutes.getWave, async ({ params, call }) => {
  const result = await waves.read(params.waveId);
  return result.ok ? ok(await waveReply(result.value, call.now)) : result;
});
