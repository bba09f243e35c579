import { saveInsights } from '../adapters/dynamodb/insight-store.ts';
import { scanScores } from '../adapters/dynamodb/run-scores.ts';
import { runStore } from '../adapters/dynamodb/run-store.ts';
import { fitRun } from '../runs/fit-run.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { foldSampledAsOf, sampleLedger } from './ledgers.ts';
import { models, policies } from './versions.ts';

/** Second step of the nightly state machine, where the plan asks for it. */
export const fitNight = (runId: string, now: Instant): Promise<void> =>
  fitRun(
    {
      ...{ models, policies, now },
      readLedger: sampleLedger,
      foldAsOf: foldSampledAsOf,
      runs: runStore(database),
      scan: scanScores(database),
      saveInsights: saveInsights(database),
      currency: business.currency,
    },
    runId,
  );
