import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { type Day, dayToDate } from '../../shared/time.ts';
import type { GapAnswer } from '../../surveys/expectation-gap.ts';
import { type DayCounts, type DayTally, dayTally } from '../../surveys/histogram-tally.ts';
import type { DayRange, ResponseReader } from '../../surveys/ports.ts';
import type { SurveyMode } from '../../surveys/survey.ts';
import { readGapAnswers, readGrouped } from './counted-item.ts';
import type { Database } from './database.ts';
import { allShards } from './keys.ts';
import { queryLane } from './query.ts';
import { afterAllIds, anonymousRange, indexRange } from './response-range.ts';

type Item = Record<string, unknown>;

/** Hands over everything that a query finds, page by page. */
const eachOf = async (
  database: Database,
  query: QueryCommandInput,
  take: (item: Item) => void,
): Promise<void> => {
  for await (const items of queryLane(database, query, (item): Item => item)) items.forEach(take);
};

/** Hands over every response of a range of days, in no order. */
const eachResponse = async (
  database: Database,
  { surveyId, mode }: { readonly surveyId: string; readonly mode: SurveyMode },
  { days: { from, to }, take }: { days: DayRange; take: (day: Day, item: Item) => void },
): Promise<void> => {
  if (mode !== 'anonymous') {
    const end = `${dayToDate(to)}#${afterAllIds}`;
    const queries = allShards(surveyId).map((shard) =>
      indexRange(database, shard, dayToDate(from), end),
    );
    await Promise.all(
      queries.map((query) => eachOf(database, query, (item) => take(Number(item['day']), item))),
    );
    return;
  }
  for (let day = from; day <= to; day += 1) {
    const queries = allShards(`${surveyId}#${dayToDate(day)}`).map((ledger) =>
      anonymousRange(database, ledger),
    );
    await Promise.all(queries.map((query) => eachOf(database, query, (item) => take(day, item))));
  }
};

/** Counts of the days that have responses. */
export const countDays = async (
  database: Database,
  survey: Parameters<ResponseReader['countDays']>[0],
  days: DayRange,
): Promise<ReadonlyMap<Day, DayCounts>> => {
  const tallies = new Map<Day, DayTally>();
  const take = (day: Day, item: Item): void => {
    const tally = tallies.get(day) ?? dayTally();
    tallies.set(day, tally);
    tally.add(readGrouped(survey.mode, item), survey.types);
  };
  await eachResponse(database, survey, { days, take });
  return new Map([...tallies].map(([day, tally]) => [day, tally.sum()]));
};

/** The halves of pairs that were answered. */
export const gapAnswers = async (
  database: Database,
  survey: Parameters<ResponseReader['gapAnswers']>[0],
  days: DayRange,
): Promise<readonly GapAnswer[]> => {
  const found: GapAnswer[] = [];
  const take = (_day: Day, item: Item): void => {
    found.push(...readGapAnswers(item, survey));
  };
  await eachResponse(database, survey, { days, take });
  return found;
};
