import { readDetail } from '../adapters/dynamodb/detail-store.ts';
import { scanScores, writeClassBatches } from '../adapters/dynamodb/run-scores.ts';
import { runStore } from '../adapters/dynamodb/run-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { rebuildCustomer } from '../events/rebuild-customer.ts';
import { settleCustomer } from '../events/settle-customer.ts';
import type { RebuildCustomer, RefoldCustomer } from '../runs/score-ports.ts';
import { type SegmentContext, scoreSegment } from '../runs/score-segment.ts';
import { database } from './base.ts';
import { foldAsOf, ledgers } from './ledgers.ts';
import { prepareVersions } from './scoring.ts';
import { policies } from './versions.ts';

const runs = runStore(database);
const scan = scanScores(database);
const writeClasses = writeClassBatches(database);
const folding = { scores: scoreStore(database), ledgers };
const settle = settleCustomer(folding);
const rebuild = rebuildCustomer({ ...folding, readDetail: readDetail(database) });

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

type SegmentJob = Pick<SegmentContext, 'nowMs' | 'hasTime' | 'onFailure'>;

/** Third step of the nightly state machine, once for each segment of the scan. */
export const segmentOfNight = async (
  { runId, segment }: { readonly runId: string; readonly segment: number },
  job: SegmentJob,
): Promise<boolean> => {
  const run = await runs.get(runId);
  if (run === null) throw new Error(`run ${runId} was not planned`);
  const policy = await policies.get(run.policyVersion ?? 0);
  if (policy === null) throw new Error(`run ${runId} has no policy`);
  const { scoring } = await prepareVersions(policy, run.modelVersion);
  const ports = { runs, scan, foldAsOf, refold, rebuild: rebuildOne, writeClasses };
  return scoreSegment({ ...job, ...ports, run, scoring }, segment);
};
