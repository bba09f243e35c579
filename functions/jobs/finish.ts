import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { clock } from '../../lib/app/base.ts';
import { finishNight, finishUnplannedNight } from '../../lib/app/finish-night.ts';
import { toInstant } from '../../lib/shared/time.ts';
import { NightInput } from './night-input.ts';

/** What the engine says of a failed step; its cause may hold a stack and stays out of the run. */
const StepError = z.object({ Error: z.string() });

const Event = z.union([
  z.object({ runId: z.string().min(1), error: StepError.optional() }),
  z.object({ execution: z.string().min(1), input: NightInput, error: StepError }),
]);

const logger = new Logger({ serviceName: 'finish' });

/**
 * Last step: adds up and reports, or records why the run failed. A run that adds up wrongly fails its
 * execution too, so that the alarm on failed executions sees it.
 */
export const handler = async (event: unknown): Promise<void> => {
  const job = Event.parse(event);
  const now = toInstant(clock());
  const error = job.error?.Error;
  const run =
    'runId' in job
      ? await finishNight({ runId: job.runId, error }, now)
      : await finishUnplannedNight({ ...job, error: job.error.Error }, now);
  logger.info('run ended', { runId: run?.id, status: run?.status, failure: run?.failure?.code });
  if (run?.status === 'failed' && error === undefined) {
    throw new Error(`run ${run.id} failed: ${run.failure?.code}`);
  }
};
