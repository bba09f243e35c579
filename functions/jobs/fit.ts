import * as z from 'zod';
import { clock } from '../../lib/app/base.ts';
import { fitNight } from '../../lib/app/fit-night.ts';
import { toInstant } from '../../lib/shared/time.ts';

const Event = z.object({ runId: z.string().min(1) });

/** Second step, where the plan asks for it: fits the models and pins the one that the run scores with. */
export const handler = async (event: unknown): Promise<void> =>
  fitNight(Event.parse(event).runId, toInstant(clock()));
