import { waves } from '../../../lib/app/waves.ts';
import type { WaveState } from '../../../lib/asking/ports.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Instant } from '../../../lib/shared/time.ts';
import { handler } from '../handler.ts';
import { waveReply } from './show-wave.ts';

const created = async (state: WaveState, now: Instant) => ({
  ...(await waveReply(state, now)),
  status: 201 as const,
  headers: { Location: `/v1/waves/${state.wave.id}` },
});

export const handle = handler(
  wavesRoutes.createWave,
  async ({ body, call }) => {
    const result = await waves.create(call.ids('wave'), body, call.now);
    return result.ok ? ok(await created(result.value, call.now)) : result;
  },
  async (waveId, { call }) => {
    const result = await waves.read(waveId);
    return result.ok ? ok(await created(result.value, call.now)) : result;
  },
);
