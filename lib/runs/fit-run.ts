import { fitModelVersion } from '../scoring/fit-model.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { dateToDay, type Instant } from '../shared/time.ts';
import { drawSample } from './draw-sample.ts';
import type { ModelRecord, ModelStore } from './model-record.ts';
import { customersAtLastRun } from './plan-run.ts';
import type { PolicyRecord, PolicyStore } from './policy-record.ts';
import type { RunStore } from './ports.ts';
import { judge } from './promotion.ts';
import type { Run } from './run.ts';
import type { FoldAsOf, ScanScores } from './score-ports.ts';

export interface FitContext {
  readonly runs: RunStore;
  readonly models: ModelStore;
  readonly policies: PolicyStore;
  readonly scan: ScanScores;
  readonly foldAsOf: FoldAsOf;
  readonly currency: string;
  readonly now: Instant;
}

/**
 * Fits the models on a sample as of the run's date, stores the version, and pins what the run scores
 * with: the new version where it was promoted, else the one that was in use. The version is named
 * after its content, so a second fit of the same run finds its own.
 */
export const fitRun = async (context: FitContext, runId: string): Promise<void> => {
  const first = await openRun(context, runId);
  if (first.fit !== null) return;
  const policy = await pinnedPolicy(context, first);
  const sample = await drawSample(
    { ...context, run: first },
    await customersAtLastRun(context.runs),
  );
  const record = await fitAndSave(context, first, { policy, sample });
  let run = first;
  while (!(await context.runs.update(withFit(run, record)))) {
    run = await openRun(context, runId);
    if (run.fit !== null) return;
  }
};

const openRun = async ({ runs }: FitContext, runId: string): Promise<Run> => {
  const run = await runs.get(runId);
  if (run === null) throw new Error(`run ${runId} was not planned`);
  return run;
};

const pinnedPolicy = async ({ policies }: FitContext, run: Run): Promise<PolicyRecord> => {
  const policy = await policies.get(run.policyVersion ?? 0);
  if (policy === null) throw new Error(`run ${run.id} has no policy`);
  return policy;
};

const fitAndSave = async (
  context: FitContext,
  run: Run,
  { policy, sample }: { readonly policy: PolicyRecord; readonly sample: readonly Statistics[] },
): Promise<ModelRecord> => {
  const fitted = fitModelVersion(sample, {
    day: dateToDay(run.asOf),
    policy: policy.policy,
    policyVersion: policy.version,
    currency: context.currency,
    fittedAt: context.now,
  });
  const active = await inUse(context, run);
  // Found again after a cut-off: the version in use is the one that this run promoted.
  const judgement =
    active?.version === fitted.version
      ? ({ decision: 'promoted', reason: 'the model in use' } as const)
      : judge({ fitted, active, policy: policy.policy, sample, dryRun: run.dryRun });
  return context.models.save({
    version: fitted.version,
    dataEnd: fitted.dataEnd,
    ...judgement,
    runId: run.id,
    createdAt: context.now,
    model: fitted,
  });
};

const inUse = async ({ models }: FitContext, run: Run): Promise<ModelVersion | null> => {
  const version = await models.promotedVersion(run.asOf);
  return version === null ? null : ((await models.get(version))?.model ?? null);
};

const withFit = (run: Run, record: ModelRecord): Run => {
  const usesIt = record.decision === 'promoted' || (run.dryRun && run.modelVersion === null);
  const usable = record.decision !== 'rejected';
  return {
    ...run,
    modelVersion: usesIt && usable ? record.version : run.modelVersion,
    fit: {
      version: record.version,
      status: record.decision,
      reason: record.reason,
      customers: record.model.customers.sample,
    },
    revision: run.revision + 1,
  };
};
