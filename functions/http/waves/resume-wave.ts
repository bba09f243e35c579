import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';
import { waveReply } from './show-wave.ts';

export const handle = handler(
  wavesRoutes.resumeWave,
  async ({ params, call }) => {
    const { ifMatch, now } = call;
    const result = await waves.resume({ waveId: params.waveId, ifMatch, now });
    return result.ok ? ok(await waveReply(result.value, now)) : result;
  },
  async (waveId, { call }) => {
    const result = await waves.read(waveId);
    return result.ok ? ok(await waveReply(result.value, call.now)) : result;
  },
);
