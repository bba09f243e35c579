import { readDetail } from '../adapters/dynamodb/detail-store.ts';
import { saveInsights } from '../adapters/dynamodb/insight-store.ts';
import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { scanScores, writeClassBatches } from '../adapters/dynamodb/run-scores.ts';
import { runStore } from '../adapters/dynamodb/run-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { foldLedger } from '../events/fold.ts';
import { rebuildCustomer } from '../events/rebuild-customer.ts';
import { settleCustomer } from '../events/settle-customer.ts';
import { finishRun, finishUnplanned } from '../runs/finish-run.ts';
import { fitRun } from '../runs/fit-run.ts';
import { type Plan, planRun } from '../runs/plan-run.ts';
import type { NightInput } from '../runs/ports.ts';
import type { Run } from '../runs/run.ts';
import type { FoldAsOf, ReadLedger, RebuildCustomer, RefoldCustomer } from '../runs/score-ports.ts';
import { type SegmentContext, scoreSegment } from '../runs/score-segment.ts';
import { ledgerOf } from '../shared/ids.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { models, policies, prepareVersions } from './scoring.ts';

const runs = runStore(database);
const scan = scanScores(database);
const folding = { scores: scoreStore(database), ledgers: ledgerStore(database) };
const settle = settleCustomer(folding);
const rebuild = rebuildCustomer({ ...folding, readDetail: readDetail(database) });

const readLedger: ReadLedger = (customerId) => folding.ledgers.readAll(ledgerOf(customerId));
const foldAsOf: FoldAsOf = async (customerId, asOf) =>
  foldLedger(await readLedger(customerId), asOf).statistics;

const refold: RefoldCustomer = async (customerId) => {
  const record = await settle(customerId);
  return record?.status === 'live' ? record : null;
};

const rebuildOne: RebuildCustomer = async (customerId, options) => {
  const rebuilt = await rebuild(customerId, options);
  if (rebuilt === undefined) return null;
  const { record, differences, dirty, repaired } = rebuilt;
  return { record, differs: differences.length > 0 && !dirty, repaired };
};

/** The steps of the nightly state machine. */
export const planNight = (
  job: { readonly execution: string; readonly input: NightInput },
  now: Instant,
): Promise<Plan> =>
  planRun(
    {
      runs,
      zone: business.zone,
      now,
      activePolicyVersion: async () => (await policies.active()).version,
      promotedModelVersion: models.promotedVersion,
    },
    job,
  );

export const fitNight = (runId: string, now: Instant): Promise<void> =>
  fitRun(
    {
      ...{ runs, models, policies, scan, foldAsOf, readLedger, now },
      saveInsights: saveInsights(database),
      currency: business.currency,
    },
    runId,
  );

type SegmentJob = Pick<SegmentContext, 'nowMs' | 'hasTime' | 'onFailure'>;

export const segmentOfNight = async (
  { runId, segment }: { readonly runId: string; readonly segment: number },
  job: SegmentJob,
): Promise<boolean> => {
  const run = await runs.get(runId);
  if (run === null) throw new Error(`run ${runId} was not planned`);
  const policy = await policies.get(run.policyVersion ?? 0);
  if (policy === null) throw new Error(`run ${runId} has no policy`);
  const { scoring } = await prepareVersions(policy, run.modelVersion);
  const writeClasses = writeClassBatches(database);
  const ports = { runs, scan, foldAsOf, refold, rebuild: rebuildOne, writeClasses };
  return scoreSegment({ ...job, ...ports, run, scoring }, segment);
};

const finishing = (now: Instant) => ({
  runs,
  zone: business.zone,
  now,
  horizonDays: async (policyVersion: number) =>
    (await policies.get(policyVersion))?.policy.churn.horizonDays ?? null,
});

export const finishNight = (
  job: { readonly runId: string; readonly error?: string | undefined },
  now: Instant,
): Promise<Run | null> => finishRun(finishing(now), job);

export const finishUnplannedNight = (
  job: { readonly execution: string; readonly input: NightInput; readonly error: string },
  now: Instant,
): Promise<Run | null> => finishUnplanned(finishing(now), job);
