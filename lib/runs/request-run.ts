import { fail, ok, type Result } from '../shared/result.ts';
import { type CalendarDate, dateToDay, type Instant } from '../shared/time.ts';
import { newRun } from './new-run.ts';
import type { RunStore, StartNight } from './ports.ts';
import { lastProgress } from './progress.ts';
import { isOpen, isStalled, type Run, type RunKind, writesClasses } from './run.ts';

export interface RunRequest {
  readonly kind: RunKind;
  readonly asOf?: CalendarDate | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface RequestContext {
  readonly runs: RunStore;
  readonly start: StartNight;
  readonly zone: string;
  readonly now: Instant;
  readonly runId: string;
}

/**
 * Queues a run and starts the state machine. The id is the caller's, so a repeated request finds its
 * own run; the execution is named after it, so starting it again changes nothing.
 */
export const requestRun = async (
  context: RequestContext,
  request: RunRequest,
): Promise<Result<Run>> => {
  const { now, zone, runId } = context;
  const input = { ...request, scheduledTime: now, trigger: 'manual', runId } as const;
  const run = newRun(input, { zone, now });
  if (dateToDay(run.asOf) > dateToDay(run.businessDate)) {
    return invalid('/asOf', 'in_the_future', 'asOf must not lie after the current business date');
  }
  if (run.kind === 'rebuild' && request.asOf !== undefined) {
    return invalid('/asOf', 'not_applicable', 'a rebuild is about all recorded events');
  }
  const holder = await queue(context, run);
  if (holder !== null) return fail('run_in_progress', { data: { runId: holder } });
  const stored = (await context.runs.get(runId)) ?? run;
  if (stored.status === 'queued')
    await context.start({ ...input, scheduledTime: stored.createdAt });
  return ok(stored);
};

const invalid = (pointer: string, code: string, message: string): Result<never> =>
  fail('invalid_request', { errors: [{ pointer, code, message }] });

/** Stores the run unless another one writes classes and is alive: then its id is the answer. */
const queue = async ({ runs, now }: RequestContext, run: Run): Promise<string | null> => {
  if (!writesClasses(run)) {
    await runs.put(run);
    return null;
  }
  for (;;) {
    const holder = await runs.writing();
    if (holder === run.id) return null;
    if (holder !== null && (await isAlive(runs, holder, now))) return holder;
    if (await runs.putWriting(run, holder)) return null;
  }
};

const isAlive = async (runs: RunStore, runId: string, now: Instant): Promise<boolean> => {
  const run = await runs.get(runId);
  if (run === null || !isOpen(run)) return false;
  return !isStalled(run, lastProgress(await runs.segments(runId)), Date.parse(now));
};
