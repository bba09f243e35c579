import * as z from 'zod';
import { RecommenderCounts } from '../../insights/promoters.ts';
import {
  type SatisfactionDimension,
  satisfactionDimensions,
} from '../../insights/satisfaction-answers.ts';
import type { SatisfactionReader, SaveSatisfaction } from '../../insights/satisfaction-record.ts';
import { GapMonths, SatisfactionGroup } from '../../insights/satisfaction-table.ts';
import type { Database } from './database.ts';
import { insightSchema, latestInsight, putInsight } from './insight-item.ts';

const count = z.int();
const head = {
  _v: z.literal(insightSchema),
  dataEnd: z.string(),
  knownAt: z.string(),
  policyVersion: z.int(),
  basis: z.object({ customers: count, answered: count, sampled: z.boolean() }),
};
const Effort = z.object({
  n: count,
  medianMinutes: z.number().nullable(),
  correlation: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  p: z.number().nullable(),
});
const Totals = z.object({
  ...head,
  total: SatisfactionGroup,
  gaps: z.array(GapMonths),
  effort: Effort,
});
const Groups = z.object({ ...head, groups: z.array(SatisfactionGroup) });
const Promoters = z.object({ ...head, promoters: z.array(RecommenderCounts) });

const kindOf = (by: SatisfactionDimension) => `satisfaction_${by}` as const;

/** Stores satisfaction in the control table, each dimension in an item of its own: together they would not fit into one. */
export const saveSatisfaction =
  (database: Database): SaveSatisfaction =>
  async ({ tables: { total, groups, gaps }, effort, promoters, ...of }) => {
    await Promise.all([
      putInsight(database, 'satisfaction', { ...of, total, gaps, effort }),
      putInsight(database, 'promoters', { ...of, promoters }),
      ...satisfactionDimensions.map((by) =>
        putInsight(database, kindOf(by), { ...of, groups: groups[by] }),
      ),
    ]);
  };

/** Reads the satisfaction of the latest data at or before a date. */
export const satisfactionReader = (database: Database): SatisfactionReader => ({
  totals: async (asOf) => {
    const item = await latestInsight(database, 'satisfaction', asOf);
    if (item === undefined) return null;
    const { _v, ...record } = Totals.parse(item);
    return record;
  },
  groups: async (by, asOf) => {
    const item = await latestInsight(database, kindOf(by), asOf);
    if (item === undefined) return null;
    const { _v, ...record } = Groups.parse(item);
    return record;
  },
  promoters: async (asOf) => {
    const item = await latestInsight(database, 'promoters', asOf);
    if (item === undefined) return null;
    const { _v, ...record } = Promoters.parse(item);
    return record;
  },
});
