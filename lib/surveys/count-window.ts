import { type Day, epochMs, type Instant, toInstant } from '../shared/time.ts';
import { askedEver } from './asked-ever.ts';
import type { GroupedDay } from './blocks-of-days.ts';
import { typesOf } from './counted-question.ts';
import type { GroupCounts } from './dated-counts.ts';
import { gapCounts, gapDaysMax, gapPairs, gapQuestions, orderField } from './expectation-gap.ts';
import { noKey } from './group-key.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';
import { lessHistogram } from './histogram-difference.ts';
import type { DayCounts } from './histogram-tally.ts';
import type { DayOf, DayRange, HistogramStore, ResponseReader } from './ports.ts';
import type { PublishedSurvey } from './survey.ts';

export interface CountPorts {
  readonly responses: Pick<ResponseReader, 'countDays' | 'gapAnswers'>;
  readonly histograms: HistogramStore;
  readonly dayOf: DayOf;
}

/** A day is kept an hour after its end: by then its last transactions are in the index that is counted. */
export const settlingMs = 60 * 60 * 1_000;
const hourMs = 60 * 60 * 1_000;

/** Most days that are counted before the mark moves, so that a long first read can be taken up again. */
const chunkDays = 30;
/** Responses that are counted before it moves: so many are read within some seconds. */
const chunkResponses = 10_000;
/** How fast chunks grow where there are few responses. */
const chunkGrowth = 4;

/** Days of the next chunk, by how many responses the last one had. */
const nextSpan = (span: number, counts: ReadonlyMap<Day, DayCounts>): number => {
  const responses = [...counts.values()].reduce((sum, { total }) => sum + total.responses, 0);
  const fitting = Math.floor((span * chunkResponses) / Math.max(1, responses));
  return Math.max(1, Math.min(chunkDays, span * chunkGrowth, fitting));
};

/** Under this name pairs of expectation and experience are kept beside the dimensions; its one group is called so too. */
export const gapDimension = '~gap';

/** The last day whose answers can no longer change: it is over, and so is the time in which they may be edited. */
export const settledDay = (survey: PublishedSurvey, dayOf: DayOf, now: Instant): Day => {
  const editableMs = survey.definition.editableForHours * hourMs;
  return dayOf(toInstant(epochMs(now) - settlingMs - editableMs)) - 1;
};

/** What the responses of a survey are counted by. */
const countKey = (survey: PublishedSurvey) => ({
  surveyId: survey.id,
  mode: survey.definition.mode,
  types: typesOf(askedEver(survey)),
});

/** Counts of the days of a range, pairs included where the survey asks for both halves. */
const countRange = async (
  { responses }: CountPorts,
  survey: PublishedSurvey,
  days: DayRange,
): Promise<ReadonlyMap<Day, DayCounts>> => {
  const counts = await responses.countDays(countKey(survey), days);
  const questions = gapQuestions(survey.definition.questions);
  if (questions.length === 0) return counts;
  const { id: surveyId, definition } = survey;
  const knowsOrders = definition.hidden.some(({ id, trusted }) => id === orderField && trusted);
  const answers = await responses.gapAnswers(
    { surveyId, mode: definition.mode, questions, knowsOrders },
    { from: days.from - gapDaysMax, to: days.to },
  );
  const byDay = Map.groupBy(gapPairs(answers), ({ day }) => day);
  return new Map(
    [...counts].map(([day, { total, groups }]) => {
      const pairs = Map.groupBy(byDay.get(day) ?? [], ({ aspect }) => aspect);
      if (pairs.size === 0) return [day, { total, groups }];
      const sums = Object.fromEntries([...pairs].map(([aspect, of]) => [aspect, gapCounts(of)]));
      const found: GroupCounts = new Map([
        [gapDimension, { responses: 0, completed: 0, questions: sums }],
      ]);
      return [day, { total, groups: new Map([...groups, [gapDimension, found]]) }];
    }),
  );
};

/** Counts and keeps the finished days up to a day that nobody has read before. */
const keepFinishedDays = async (
  ports: CountPorts,
  survey: PublishedSurvey,
  through: Day,
): Promise<Day> => {
  const { histograms, dayOf } = ports;
  let kept = (await histograms.kept(survey.id))?.through ?? dayOf(survey.publishedAt) - 1;
  let span = 1;
  while (kept < through) {
    const days = { from: kept + 1, to: Math.min(kept + span, through) };
    const counts = await countRange(ports, survey, days);
    await histograms.keep(survey.id, counts, days);
    span = nextSpan(span, counts);
    kept = days.to;
  }
  return kept;
};

/** Days that were kept before groups were told apart are counted once more, the latest first. */
const keepOldGroups = async (ports: CountPorts, survey: PublishedSurvey): Promise<void> => {
  const { histograms, dayOf } = ports;
  const kept = await histograms.kept(survey.id);
  if (kept === undefined) return;
  const first = dayOf(survey.publishedAt);
  let from = kept.groupsFrom ?? kept.through + 1;
  let span = 1;
  while (from > first) {
    const days = { from: Math.max(first, from - span), to: from - 1 };
    const counts = await countRange(ports, survey, days);
    await histograms.keepGroups(survey.id, counts, days);
    span = nextSpan(span, counts);
    from = days.from;
  }
};

export interface CountQuery {
  readonly survey: PublishedSurvey;
  readonly days: DayRange;
  /** Groups of this dimension are told apart. */
  readonly dimension?: string | undefined;
  readonly now: Instant;
}

/** Days with the responses of which the dimension says nothing, such as those from before a hidden field was asked for. */
const withNone = (days: readonly GroupedDay[]): readonly GroupedDay[] =>
  days.map((day) => {
    const groups = [...day.groups.values()];
    const known = groups.reduce((sum, { responses }) => sum + responses, 0);
    if (known >= day.total.responses) return day;
    const grouped = groups.reduce<Histogram>(addHistograms, emptyHistogram);
    const none = lessHistogram(day.total, grouped);
    const before = day.groups.get(noKey) ?? emptyHistogram;
    return { ...day, groups: new Map([...day.groups, [noKey, addHistograms(before, none)]]) };
  });

/** The days of a range that have responses, rising: finished ones as they are kept, the others counted now. */
export const countWindow = async (
  ports: CountPorts,
  { survey, days, dimension, now }: CountQuery,
): Promise<readonly GroupedDay[]> => {
  if (days.from > days.to) return [];
  const settled = settledDay(survey, ports.dayOf, now);
  const kept = await keepFinishedDays(ports, survey, Math.min(settled, days.to));
  if (dimension !== undefined) await keepOldGroups(ports, survey);
  const stored = { from: days.from, to: Math.min(kept, days.to) };
  const open = { from: Math.max(days.from, kept + 1), to: days.to };
  const counted = [
    ...(stored.from <= stored.to ? await readKept(ports, survey, { days: stored, dimension }) : []),
    ...(open.from <= open.to ? await countOpen(ports, survey, { days: open, dimension }) : []),
  ];
  return dimension === undefined || dimension === gapDimension ? counted : withNone(counted);
};

type Asked = Pick<CountQuery, 'days' | 'dimension'>;
const noGroups: GroupCounts = new Map();

const readKept = async (
  { histograms }: CountPorts,
  survey: PublishedSurvey,
  { days, dimension }: Asked,
): Promise<readonly GroupedDay[]> => {
  const [totals, groups] = await Promise.all([
    histograms.totals(survey.id, days),
    dimension === undefined ? null : histograms.groups(survey.id, dimension, days),
  ]);
  return totals.map(({ day, histogram }) => ({
    day,
    total: histogram,
    groups: groups?.get(day) ?? noGroups,
  }));
};

const countOpen = async (
  { responses }: CountPorts,
  survey: PublishedSurvey,
  { days, dimension }: Asked,
): Promise<readonly GroupedDay[]> => {
  const counted = await responses.countDays(countKey(survey), days);
  return [...counted]
    .sort(([a], [b]) => a - b)
    .map(([day, { total, groups }]) => ({
      day,
      total,
      groups: (dimension === undefined ? undefined : groups.get(dimension)) ?? noGroups,
    }));
};
