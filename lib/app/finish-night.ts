import { runStore } from '../adapters/dynamodb/run-store.ts';
import { finishRun, finishUnplanned } from '../runs/finish-run.ts';
import type { NightInput } from '../runs/ports.ts';
import type { Run } from '../runs/run.ts';
import { churnHorizonOf } from '../scoring/policy/churn.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { models, policies } from './versions.ts';

/** For how many days the run expected purchases: the policy's setting, or what its model measured. */
const horizonDaysOf = async ({ policyVersion, modelVersion }: Run): Promise<number | null> => {
  const policy = policyVersion === null ? null : await policies.get(policyVersion);
  const model = modelVersion === null ? null : await models.get(modelVersion);
  return policy && churnHorizonOf(policy.policy.churn, model?.model.churn ?? null);
};

const finishing = (now: Instant) => ({
  runs: runStore(database),
  zone: business.zone,
  now,
  horizonDays: horizonDaysOf,
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
