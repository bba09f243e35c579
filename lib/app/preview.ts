import { scanScores } from '../adapters/dynamodb/run-scores.ts';
import { runStore } from '../adapters/dynamodb/run-store.ts';
import { customersAtLastRun } from '../runs/plan-run.ts';
import { previewPolicy } from '../runs/preview-policy.ts';
import type { ScoringPolicy } from '../scoring/policy/policy.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { scoringFor } from './scoring.ts';
import { policies } from './versions.ts';

const runs = runStore(database);
const scan = scanScores(database);

/** Who would move under a policy, for the HTTP API. */
export const preview = (
  policy: ScoringPolicy,
  { ifMatch, now }: { readonly ifMatch: number | '*' | undefined; readonly now: Instant },
) =>
  previewPolicy(
    {
      policies,
      modelFor: async (asOf) => (await scoringFor(asOf)).scoring.model,
      scan,
      population: () => customersAtLastRun(runs),
      currency: business.currency,
      zone: business.zone,
      now,
    },
    { policy, ifMatch },
  );
