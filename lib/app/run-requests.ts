import { runStore } from '../adapters/dynamodb/run-store.ts';
import { startNight } from '../adapters/stepfunctions/start-night.ts';
import { requestRun } from '../runs/request-run.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { env } from './env.ts';

export const runs = runStore(database);

const start = startNight(() => env('NIGHT_ARN'));

/** Queues runs and starts the state machine on them, for the HTTP API. */
export const request = (
  wanted: Parameters<typeof requestRun>[1],
  { runId, now }: { readonly runId: string; readonly now: Instant },
) => requestRun({ runs, start, zone: business.zone, now, runId }, wanted);
