import { runStore } from '../adapters/dynamodb/run-store.ts';
import { type Plan, planRun } from '../runs/plan-run.ts';
import type { NightInput } from '../runs/ports.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { models, policies } from './versions.ts';

/** First step of the nightly state machine. */
export const planNight = (
  job: { readonly execution: string; readonly input: NightInput },
  now: Instant,
): Promise<Plan> =>
  planRun(
    {
      runs: runStore(database),
      zone: business.zone,
      now,
      activePolicyVersion: async () => (await policies.active()).version,
      promotedModelVersion: models.promotedVersion,
    },
    job,
  );
