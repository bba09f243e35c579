import { handler as finish } from '../../../functions/jobs/finish.ts';
import { handler as fitModels } from '../../../functions/jobs/fit.ts';
import { handler as plan } from '../../../functions/jobs/plan.ts';
import { handler as segment } from '../../../functions/jobs/segment.ts';
import { runStore } from '../../../lib/adapters/dynamodb/run-store.ts';
import { database } from '../../../lib/app/base.ts';
import type { Run } from '../../../lib/runs/run.ts';

export interface Delivery {
  readonly execution?: string;
  readonly scheduledTime: string;
  readonly kind?: Run['kind'];
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly runId?: string;
}

export const runs = runStore(database);

let executions = 0;

/** What the plan is called with for a delivery of the schedule, or a run by hand where it has an id. */
export const planInput = ({ execution, ...input }: Delivery) => {
  executions += 1;
  return {
    execution: execution ?? `execution-${executions}`,
    input: { kind: 'rescore', trigger: input.runId ? 'manual' : 'schedule', ...input },
  };
};

/** A function with time for so many looks at its clock: segments end when they find none left. */
const contextFor = (pages: number) => {
  let left = pages;
  return {
    getRemainingTimeInMillis: () => {
      left -= 1;
      return left >= 0 ? 900_000 : 0;
    },
  };
};

export interface NightOptions {
  /** Pages that one call of a segment has time for. */
  readonly pages?: number;
  /** Called before each step; throws to kill the execution there. */
  readonly before?: (step: 'fit' | 'segment' | 'finish', call: number) => void;
}

/**
 * The state machine in small: plan, fit where it is asked for, every segment until it is done, finish.
 * Undefined for a duplicate.
 */
export const runNight = async (
  delivery: Delivery,
  { pages = 1_000, before }: NightOptions = {},
): Promise<Run | undefined> => {
  const planned = await plan(planInput(delivery));
  if (planned.duplicate) return undefined;
  const { runId } = planned;
  if (planned.needsFit) {
    before?.('fit', 0);
    await fitModels({ runId });
  }
  let calls = 0;
  for (const number of planned.segments) {
    let done = false;
    while (!done) {
      before?.('segment', calls);
      calls += 1;
      done = (await segment({ runId, segment: number }, contextFor(pages))).done;
    }
  }
  before?.('finish', calls);
  await finish({ runId });
  return (await runs.get(runId)) ?? undefined;
};
