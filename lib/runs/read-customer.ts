import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { dateToDay } from '../shared/time.ts';
import type { PageContext } from './page-context.ts';
import { isHistoric, type Run } from './run.ts';
import { addTally, countsOnly, emptyTally, type Tally } from './tally.ts';

/** What a run has to work on for one customer: current statistics as of its date, or a reason to leave it. */
export type Reading =
  | { readonly kind: 'left'; readonly tally: Tally }
  | {
      readonly kind: 'scorable';
      readonly record: ScoreRecord;
      readonly statistics: Statistics;
      readonly tally: Tally;
    };

/** Brings a customer's statistics to the as-of day: as stored, folded, or rebuilt. */
export const readCustomer = async (context: PageContext, record: ScoreRecord): Promise<Reading> => {
  try {
    return await read(context, record);
  } catch (error) {
    context.onFailure(record.customerId, error);
    return left('failed');
  }
};

const left = (count: 'later' | 'gone' | 'failed'): Reading => ({
  kind: 'left',
  tally: countsOnly({ [count]: 1 }),
});

const read = async (context: PageContext, record: ScoreRecord): Promise<Reading> => {
  if (record.status !== 'live') return left('gone');
  const { run } = context;
  if (isHistoric(run)) return readAsOf(context, record);
  if (run.kind === 'rebuild') return readRebuilt(context, record);
  if (!record.dirty) return onDay(run, record, emptyTally);
  if (run.dryRun) return readAsOf(context, record);
  const folded = await context.refold(record.customerId);
  return folded === null ? left('gone') : onDay(run, folded, countsOnly({ folded: 1 }));
};

/**
 * Customers with purchases after the as-of day were classified at intake, by what the run must not look at. Signals of
 * today do not hold a customer back: whoever visits each day would never get the classes of a new model.
 */
const onDay = (run: Run, record: ScoreRecord, tally: Tally): Reading =>
  (record.statistics.lastDay ?? 0) > dateToDay(run.asOf)
    ? { kind: 'left', tally: addTally(tally, countsOnly({ later: 1 })) }
    : { kind: 'scorable', record, statistics: record.statistics, tally };

const readAsOf = async (context: PageContext, record: ScoreRecord): Promise<Reading> => {
  const { run } = context;
  const asOf = { asOfDay: dateToDay(run.asOf), knownAt: run.createdAt };
  const statistics = await context.foldAsOf(record.customerId, asOf);
  const cameLater = statistics.purchaseDays === 0 && record.statistics.purchaseDays > 0;
  if (cameLater) return left('later');
  return { kind: 'scorable', record, statistics, tally: countsOnly({ folded: 1 }) };
};

const readRebuilt = async (context: PageContext, record: ScoreRecord): Promise<Reading> => {
  const { run } = context;
  const rebuilt = await context.rebuild(record.customerId, { repair: !run.dryRun });
  if (rebuilt === null) return left('gone');
  const tally = countsOnly({
    folded: 1,
    differing: rebuilt.differs ? 1 : 0,
    repaired: rebuilt.repaired ? 1 : 0,
  });
  return onDay(run, rebuilt.record, tally);
};
