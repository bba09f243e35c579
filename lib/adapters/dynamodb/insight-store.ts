import * as z from 'zod';
import { ChurnTable, CohortTable } from '../../insights/aggregates.ts';
import type { InsightReader, SaveInsights } from '../../insights/ports.ts';
import type { Database } from './database.ts';
import { insightSchema, latestInsight, putInsight } from './insight-item.ts';

const head = {
  dataEnd: z.string(),
  knownAt: z.string(),
  modelVersion: z.string().nullable(),
  policyVersion: z.int(),
  basis: z.object({ customers: z.int(), sampled: z.boolean(), population: z.int().nullable() }),
  definition: z.object({ horizonDays: z.int() }),
};
const CohortItem = z.object({ ...head, _v: z.literal(insightSchema), cohorts: CohortTable });
const ChurnItem = z.object({ ...head, _v: z.literal(insightSchema), churn: ChurnTable });

/** Stores insights in the control table: an item a kind, under the end of the data that they tell of. */
export const saveInsights =
  (database: Database): SaveInsights =>
  async ({ cohorts, churn, ...of }) => {
    await Promise.all([
      putInsight(database, 'cohorts', { ...of, cohorts }),
      putInsight(database, 'churn', { ...of, churn }),
    ]);
  };

/** Reads the insights of the latest data at or before a date, of the newer policy where two days compete. */
export const insightReader = (database: Database): InsightReader => ({
  cohorts: async (asOf) => {
    const item = await latestInsight(database, 'cohorts', asOf);
    if (item === undefined) return null;
    const { _v, ...record } = CohortItem.parse(item);
    return record;
  },
  churn: async (asOf) => {
    const item = await latestInsight(database, 'churn', asOf);
    if (item === undefined) return null;
    const { _v, ...record } = ChurnItem.parse(item);
    return record;
  },
});
