import { foldLedger, inputsHash } from '../events/fold.ts';
import type { ReadDetail } from '../events/ports.ts';
import type { MonthPeriod } from '../scoring/months.ts';
import type { ScoreRecord } from '../scoring/score-record.ts';
import { scorecardOf } from '../scoring/scorecard.ts';
import type { Scorecard } from '../scoring/scorecard-schema.ts';
import type { Scoring } from '../scoring/scoring.ts';
import { liesWithin } from '../scoring/statistics.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  businessDay,
  type CalendarDate,
  type Day,
  dateToDay,
  dayToDate,
  type Instant,
} from '../shared/time.ts';
import { type PeriodQuery, periodErrors, periodOf } from './contribution-period.ts';
import { type FriendReader, hashWithFriends, readFriends } from './read-friends.ts';

export interface ScorecardContext extends FriendReader {
  /** The record with whole statistics: a dirty one is folded and stored on the way. */
  readonly settle: (customerId: string) => Promise<ScoreRecord | undefined>;
  readonly readDetail: ReadDetail;
  /** The policy in force and the model for a date, of those that were promoted by an instant. */
  readonly scoringFor: (
    asOf: CalendarDate,
    knownAt?: Instant,
  ) => Promise<{ readonly scoring: Scoring; readonly policyVersion: number }>;
  readonly zone: string;
  readonly now: Instant;
}

export interface ScorecardQuery extends PeriodQuery {
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
  query: ScorecardQuery,
): Promise<Result<Scorecard>> => {
  const { customerId, asOf, knownAt } = query;
  const today = businessDay(context.now, context.zone);
  const day = asOf === undefined ? today : dateToDay(asOf);
  const future = [
    ...(day > today ? [inTheFuture('?asOf', 'asOf')] : []),
    ...(knownAt !== undefined && knownAt > context.now ? [inTheFuture('?knownAt', 'knownAt')] : []),
  ];
  const errors = future.length > 0 ? future : periodErrors(query, day);
  if (errors.length > 0) return fail('invalid_request', { errors });
  const period = periodOf(query, day);
  const found = standing(await context.settle(customerId));
  if (!found.ok) return found;
  // An event may lie up to a day ahead: what is about today must not look at it.
  const isLive = day === today && knownAt === undefined && liesWithin(found.value.statistics, day);
  return ok(
    isLive
      ? await scorecardNow(context, found.value, { day, period })
      : await scorecardAsOf(context, customerId, { day, period, knownAt: knownAt ?? context.now }),
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
  { day, period }: { readonly day: Day; readonly period?: MonthPeriod },
): Promise<Scorecard> => {
  const detail = await context.readDetail(customerId);
  const [friends, { scoring, policyVersion }] = await Promise.all([
    readFriends(context, detail, { day }),
    context.scoringFor(dayToDate(day)),
  ]);
  return scorecardOf(scoring, {
    customerId,
    statistics,
    detail,
    stored: classes,
    friends,
    period,
    day,
    knownAt: context.now,
    inputsHash: hashWithFriends(inputsHash(statistics, detail), friends),
    policyVersion,
  });
};

const scorecardAsOf = async (
  context: ScorecardContext,
  customerId: string,
  {
    day,
    period,
    knownAt,
  }: { readonly day: Day; readonly period: MonthPeriod; readonly knownAt: Instant },
): Promise<Scorecard> => {
  const fold = foldLedger(await context.readLedger(customerId), { asOfDay: day, knownAt });
  const { statistics, detail, inputsHash: hash } = fold;
  const [friends, { scoring, policyVersion }] = await Promise.all([
    readFriends(context, detail, { day, knownAt }),
    context.scoringFor(dayToDate(day), knownAt),
  ]);
  return scorecardOf(scoring, {
    customerId,
    statistics,
    detail,
    stored: null,
    friends,
    period,
    day,
    knownAt,
    inputsHash: hashWithFriends(hash, friends),
    policyVersion,
  });
};
