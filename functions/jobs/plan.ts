import * as z from 'zod';
import { clock } from '../../lib/app/base.ts';
import { planNight } from '../../lib/app/plan-night.ts';
import type { Plan } from '../../lib/runs/plan-run.ts';
import { toInstant } from '../../lib/shared/time.ts';
import { NightInput } from './night-input.ts';

const Event = z.object({ execution: z.string().min(1), input: NightInput });

/** First step of the night: claims the run for this execution, or ends as a duplicate. */
export const handler = async (event: unknown): Promise<Plan> =>
  planNight(Event.parse(event), toInstant(clock()));
