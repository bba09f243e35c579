import { foldLedger, inputsHash } from '../events/fold.ts';
import type { LedgerEvent } from '../events/ledger-event.ts';
import type { ReadDetail } from '../events/ports.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { scorecardOf } from '../scoring/scorecard.ts';
import type { Scorecard } from '../scoring/scorecard-schema.ts';
import type { Scoring } from '../scoring/scoring.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  businessDay,
  type CalendarDate,
  type Day,
  dateToDay,
  dayToDate,
  type Instant,
} from '../shared/time.ts';

export interface ScorecardContext {
  /** The record with whole statistics: a dirty one is folded and stored on the way. */
  readonly settle: (customerId: string) => Promise<ScoreRecord | undefined>;
  readonly readDetail: ReadDetail;
  readonly readLedger: (customerId: string) => Promise<readonly LedgerEvent[]>;
  /** The policy in force and the model for a date. */
  readonly scoringFor: (
    asOf: CalendarDate,
  ) => Promise<{ readonly scoring: Scoring; readonly policyVersion: number }>;
  readonly zone: string;
  readonly now: Instant;
}

export interface ScorecardQuery {
  readonly customerId: string;
  readonly asOf?: CalendarDate | undefined;
  readonly knownAt?: Instant | undefined;
}

/**
 * The scorecard of today from the stored sums, or of a past date (or of what was known at an instant)
 * from a fold over the ledger.
 */
export const readScorecard = async (
  context: ScorecardContext,
  { customerId, asOf, knownAt }: ScorecardQuery,
): Promise<Result<Scorecard>> => {
  const today = businessDay(context.now, context.zone);
  const day = asOf === undefined ? today : dateToDay(asOf);
  const future = [
    ...(day > today ? [inTheFuture('?asOf', 'asOf')] : []),
    ...(knownAt !== undefined && knownAt > context.now ? [inTheFuture('?knownAt', 'knownAt')] : []),
  ];
  if (future.length > 0) return fail('invalid_request', { errors: future });
  const found = standing(await context.settle(customerId));
  if (!found.ok) return found;
  // A purchase may lie up to a day ahead: what is about today must not look at it.
  const isLive =
    day === today && knownAt === undefined && (found.value.statistics.lastDay ?? day) <= day;
  return ok(
    isLive
      ? await scorecardNow(context, found.value, day)
      : await scorecardAsOf(context, customerId, { day, knownAt: knownAt ?? context.now }),
  );
};

const inTheFuture = (pointer: string, name: string) => ({
  pointer,
  code: 'in_the_future',
  message: `${name} must not lie in the future`,
});

/** The record of a customer who can have a scorecard. */
export const standing = (record: ScoreRecord | undefined): Result<ScoreRecord> => {
  if (record?.status === 'erased') return fail('customer_erased');
  return record?.status === 'live' ? ok(record) : fail('customer_not_found');
};

/** The scorecard of a settled record, with its stored classes. */
export const scorecardNow = async (
  context: ScorecardContext,
  { customerId, statistics, classes }: ScoreRecord,
  day: Day,
): Promise<Scorecard> => {
  const detail = await context.readDetail(customerId);
  const { scoring, policyVersion } = await context.scoringFor(dayToDate(day));
  return scorecardOf(scoring, {
    customerId,
    statistics,
    detail,
    stored: classes,
    day,
    knownAt: context.now,
    inputsHash: inputsHash(statistics, detail),
    policyVersion,
  });
};

const scorecardAsOf = async (
  context: ScorecardContext,
  customerId: string,
  { day, knownAt }: { readonly day: Day; readonly knownAt: Instant },
): Promise<Scorecard> => {
  const fold = foldLedger(await context.readLedger(customerId), { asOfDay: day, knownAt });
  const { scoring, policyVersion } = await context.scoringFor(dayToDate(day));
  const { statistics, detail, inputsHash: hash } = fold;
  return scorecardOf(scoring, {
    customerId,
    statistics,
    detail,
    stored: null,
    day,
    knownAt,
    inputsHash: hash,
    policyVersion,
  });
};
