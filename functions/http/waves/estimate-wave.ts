import { waves } from '../../../lib/app/waves.ts';
import { wavesRoutes } from '../../../lib/contract/routes/waves.ts';
import { ok } from '../../../lib/shared/result.ts';
import { handler } from '../handler.ts';

export const handle = handler(wavesRoutes.estimateWave, async ({ body, call }) =>
  ok({ status: 200, body: await waves.estimate(body, call.now) }),
);
