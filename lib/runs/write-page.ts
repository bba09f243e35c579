import type { ClassWrite } from '../events/class-write.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { dateToDay } from '../shared/time.ts';
import { decideCustomer } from './decide-customer.ts';
import type { PageContext } from './page-context.ts';

/** How often a record that intake keeps writing is decided again before it is left to intake. */
const decisionsMax = 5;

/** Writes what changed and says how many; a record written meanwhile is decided again on what stands there now. */
export const writePage = async (
  context: PageContext,
  writes: readonly ClassWrite[],
): Promise<number> => {
  let open = writes;
  let written = 0;
  for (let round = 1; open.length > 0 && round <= decisionsMax; round += 1) {
    const outcomes = await context.writeClasses(open);
    written += outcomes.filter((outcome) => outcome.written).length;
    open = outcomes.flatMap((outcome) =>
      outcome.written ? [] : decideAgain(context, outcome.record),
    );
  }
  return written;
};

/** Intake wins: a record with later purchases, or one that waits for a fold, is left to it. */
const decideAgain = (context: PageContext, record: ScoreRecord | null): readonly ClassWrite[] => {
  if (record === null || record.status !== 'live' || record.dirty) return [];
  if ((record.statistics.lastDay ?? 0) > dateToDay(context.run.asOf)) return [];
  const { write } = decideCustomer(context, record);
  return write ? [write] : [];
};
