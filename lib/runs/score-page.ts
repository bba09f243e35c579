import type { ClassWrite } from '../events/class-write.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { decideCustomer } from './decide-customer.ts';
import { inGroups } from './in-groups.ts';
import type { PageContext } from './page-context.ts';
import { readCustomer } from './read-customer.ts';
import { writesClasses } from './run.ts';
import { countsOnly, movesBetween, type NamedClasses, sumTallies, type Tally } from './tally.ts';
import { writePage } from './write-page.ts';

/** How many ledgers are folded at a time. */
const foldsAtOnce = 16;

/** Scores the customers of one scan page and writes the classes that changed. */
export const scorePage = async (
  context: PageContext,
  records: readonly ScoreRecord[],
): Promise<Tally> => {
  const readings = await inGroups(records, foldsAtOnce, (record) => readCustomer(context, record));
  const tallies = [countsOnly({ read: records.length })];
  const open: ClassWrite[] = [];
  for (const reading of readings) {
    tallies.push(reading.tally);
    if (reading.kind === 'left') continue;
    const { tally, write } = score(context, reading.record, reading.statistics);
    tallies.push(tally);
    if (write) open.push(write);
  }
  const written = writesClasses(context.run) ? await writePage(context, open) : 0;
  return sumTallies([...tallies, countsOnly({ written })]);
};

const score = (
  context: PageContext,
  record: ScoreRecord,
  statistics: Statistics,
): { readonly tally: Tally; readonly write?: ClassWrite } => {
  try {
    const { classes, evaluation, write } = decideCustomer(context, record, statistics);
    const done = write === undefined && record.lastChange?.runId === context.run.id;
    const tally: Tally = {
      ...countsOnly({ scored: 1, changed: write || done ? 1 : 0, written: done ? 1 : 0 }),
      moves: movesBetween(done ? beforeRun(record) : record.classes, classes),
      valued: evaluation === null ? 0 : 1,
      expectedPurchases: evaluation?.expectedPurchases ?? 0,
      clv: evaluation?.clv ?? 0,
      clvByTier: classes.tier === null ? {} : { [classes.tier]: evaluation?.clv ?? 0 },
    };
    return { tally, ...(write ? { write } : {}) };
  } catch (error) {
    context.onFailure(record.customerId, error);
    return { tally: countsOnly({ failed: 1 }) };
  }
};

/**
 * The classes before the change that the record carries. It is asked where that is the run's own: the
 * page was dealt with before, and its checkpoint or the reply to its write was lost.
 */
const beforeRun = ({ lastChange, classes }: ScoreRecord): NamedClasses => {
  const changes = lastChange?.changes;
  return {
    tier: changes?.tier ? changes.tier[0] : classes.tier,
    stage: changes?.stage ? changes.stage[0] : classes.stage,
    activity: changes?.activity ? changes.activity[0] : classes.activity,
    risk: changes?.risk ? changes.risk[0] : classes.risk,
  };
};
