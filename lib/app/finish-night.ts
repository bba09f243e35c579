import { runStore } from '../adapters/dynamodb/run-store.ts';
import { finishRun, finishUnplanned } from '../runs/finish-run.ts';
import type { NightInput } from '../runs/ports.ts';
import type { Run } from '../runs/run.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { policies } from './versions.ts';

const finishing = (now: Instant) => ({
  runs: runStore(database),
  zone: business.zone,
  now,
  horizonDays: async (policyVersion: number) =>
    (await policies.get(policyVersion))?.policy.churn.horizonDays ?? null,
});

/** Last step of the nightly state machine. */
export const finishNight = (
  job: { readonly runId: string; readonly error?: string | undefined },
  now: Instant,
): Promise<Run | null> => finishRun(finishing(now), job);

/** The same where the plan itself failed. */
export const finishUnplannedNight = (
  job: { readonly execution: string; readonly input: NightInput; readonly error: string },
  now: Instant,
): Promise<Run | null> => finishUnplanned(finishing(now), job);
