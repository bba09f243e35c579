import { isWorthWriting } from '../events/class-write.ts';
import type { ScoreStore } from '../events/ports.ts';
import { decide } from '../scoring/decide.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import type { Scorecard } from '../scoring/scorecard-schema.ts';
import { liesWithin } from '../scoring/statistics.ts';
import { ok, type Result } from '../shared/result.ts';
import { businessDay, dayToDate } from '../shared/time.ts';
import { readScorecard, type ScorecardContext, scorecardNow, standing } from './read-scorecard.ts';

export interface ScoreContext extends ScorecardContext {
  readonly writeClasses: ScoreStore['writeClasses'];
}

/** A customer who keeps being written is classified by what writes. */
const attemptsMax = 5;

/** Re-scores one customer now: folds where it is due, writes the classes that changed, answers with the scorecard. */
export const scoreCustomer = async (
  context: ScoreContext,
  customerId: string,
): Promise<Result<Scorecard>> => {
  const day = businessDay(context.now, context.zone);
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const found = standing(await context.settle(customerId));
    if (!found.ok) return found;
    const record = found.value;
    if (record.dirty || !liesWithin(record.statistics, day)) break;
    const written = await classify(context, record, day);
    if (written) return ok(await scorecardNow(context, written, { day }));
  }
  return readScorecard(context, { customerId });
};

/** The record with the classes of the day, stored; undefined where it was written meanwhile. */
const classify = async (
  context: ScoreContext,
  record: ScoreRecord,
  day: number,
): Promise<ScoreRecord | undefined> => {
  const { scoring } = await context.scoringFor(dayToDate(day));
  const { classes, nextChangeDay } = decide(scoring, record.statistics, {
    day,
    stored: record.classes,
  });
  const next = { classes, nextChangeDay };
  if (!isWorthWriting(record, next)) return record;
  const isWritten = await context.writeClasses({ record, ...next, at: context.now });
  return isWritten ? { ...record, ...next } : undefined;
};
