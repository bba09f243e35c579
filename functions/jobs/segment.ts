import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { clock } from '../../lib/app/base.ts';
import { segmentOfNight } from '../../lib/app/segment-night.ts';

const Event = z.object({ runId: z.string().min(1), segment: z.int().min(0) });
const logger = new Logger({ serviceName: 'segment' });

/** Kept back for the page that is under way and its checkpoint. */
const reservedMs = 60_000;

/** Scores one scan segment as far as the time goes; the state machine calls again until it is done. */
export const handler = async (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ runId: string; segment: number; done: boolean }> => {
  const job = Event.parse(event);
  const done = await segmentOfNight(job, {
    nowMs: clock,
    hasTime: () => context.getRemainingTimeInMillis() > reservedMs,
    onFailure: (customerId, error) => {
      // DynamoDB did not answer: that is no fault of the customer, and the engine repeats the page.
      if (error instanceof Error && '$metadata' in error) throw error;
      logger.error('customer not scored', { runId: job.runId, customerId, error: nameOf(error) });
    },
  });
  return { ...job, done };
};

/** Only the kind of error: its message may quote what a customer wrote. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
