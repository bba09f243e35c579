import * as z from 'zod';
import { fitNight } from '../../lib/app/fit-night.ts';

const Event = z.object({ runId: z.string().min(1) });

/** Second step, where the plan asks for it: fits the models and pins the one that the run scores with. */
export const handler = async (event: unknown): Promise<void> => fitNight(Event.parse(event).runId);
