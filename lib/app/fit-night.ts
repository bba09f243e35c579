import { saveInsights } from '../adapters/dynamodb/insight-store.ts';
import { scanScores } from '../adapters/dynamodb/run-scores.ts';
import { runStore } from '../adapters/dynamodb/run-store.ts';
import { saveSatisfaction } from '../adapters/dynamodb/satisfaction-store.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { fitRun } from '../runs/fit-run.ts';
import { toInstant } from '../shared/time.ts';
import { business, clock, database } from './base.ts';
import { foldSampledAsOf, sampleLedger } from './ledgers.ts';
import { models, policies } from './versions.ts';

/** Second step of the nightly state machine, where the plan asks for it. */
export const fitNight = (runId: string): Promise<void> =>
  fitRun(
    {
      ...{ models, policies },
      readLedger: sampleLedger,
      foldAsOf: foldSampledAsOf,
      runs: runStore(database),
      scan: scanScores(database),
      saveInsights: saveInsights(database),
      saveSatisfaction: saveSatisfaction(database),
      surveyDefinition: async (id) => (await surveyStore(database).find(id))?.definition,
      currency: business.currency,
      clock: () => toInstant(clock()),
    },
    runId,
  );
