import * as z from 'zod';
import { gapPairs } from '../surveys/expectation-gap.ts';
import { type Month, monthOfDay } from './month.ts';
import {
  countedEvents,
  type Definitions,
  gapHalvesOf,
  type SatisfactionDimension,
  type ScoredAnswer,
  scoresOf,
} from './satisfaction-answers.ts';
import type { SampledEvents, TimelineOptions } from './timeline.ts';

/** Months that are kept: three years. */
export const satisfactionMonths = 36;
/** Groups of a dimension that are told apart; the smaller ones are added up. */
export const satisfactionGroups = 12;
/** The key of the groups that are added up. */
export const otherGroups = '~other';

const count = z.int().nonnegative();
/** Counts of each rating, the lowest first. */
const MonthCounts = z.object({ month: z.int(), counts: z.array(count) });

/**
 * Answers about recommendation that are the last of their customer in a month, by the month of the customer's next one
 * (null: none): the last answers of any window of months are those whose next month lies behind its end.
 */
const NextCounts = z.object({
  month: z.int(),
  next: z.int().nullable(),
  promoters: count,
  passives: count,
  detractors: count,
});
export type NextCounts = z.infer<typeof NextCounts>;

export const SatisfactionGroup = z.object({
  key: z.string(),
  nps: z.array(NextCounts),
  csat: z.array(MonthCounts),
  ces: z.array(MonthCounts),
});
export type SatisfactionGroup = z.infer<typeof SatisfactionGroup>;

/** Pairs by aspect and month: how often the experience differed by −4 to 4. */
export const GapMonths = z.object({ aspect: z.string(), months: z.array(MonthCounts) });
export type GapMonths = z.infer<typeof GapMonths>;

const gapOffset = 4;
const lowest = { csat: 1, ces: 1 } as const;
const widths = { csat: 5, ces: 7 } as const;

const monthCounts = (
  values: readonly { readonly month: Month; readonly at: number }[],
  width: number,
): z.infer<typeof MonthCounts>[] =>
  [...Map.groupBy(values, ({ month }) => month)]
    .sort(([a], [b]) => a - b)
    .map(([month, of]) => ({
      month,
      counts: Array.from(
        { length: width },
        (_, at) => of.filter((value) => value.at === at).length,
      ),
    }));

const ratings = (answers: readonly ScoredAnswer[], metric: 'csat' | 'ces') =>
  monthCounts(
    answers
      .filter((answer) => answer.metric === metric)
      .map(({ day, value }) => ({ month: monthOfDay(day), at: value - lowest[metric] })),
    widths[metric],
  );

interface Chained {
  readonly answer: ScoredAnswer;
  readonly month: Month;
  readonly next: Month | null;
}

/** The last answer of each month of one customer, each with the month of the next one. */
const chained = (answers: readonly ScoredAnswer[]): readonly Chained[] => {
  const rising = [...answers].sort((a, b) => a.day - b.day || (a.at < b.at ? -1 : 1));
  const lastOf = new Map(rising.map((answer) => [monthOfDay(answer.day), answer]));
  const months = [...lastOf];
  return months.map(([month, answer], at) => ({
    answer,
    month,
    next: months[at + 1]?.[0] ?? null,
  }));
};

const nextCounts = (chain: readonly Chained[]): NextCounts[] => {
  const rows = new Map<string, NextCounts>();
  for (const { answer, month, next } of chain) {
    const key = `${month} ${next}`;
    const row = rows.get(key) ?? { month, next, promoters: 0, passives: 0, detractors: 0 };
    const { value } = answer;
    const kind = value >= 9 ? 'promoters' : value >= 7 ? 'passives' : 'detractors';
    rows.set(key, { ...row, [kind]: row[kind] + 1 });
  }
  return [...rows.values()].sort((a, b) => a.month - b.month || (a.next ?? 0) - (b.next ?? 0));
};

/** Recommendations in a row by customer; of steps of the journey each has a row of its own. */
const chainsOf = (
  answers: readonly ScoredAnswer[],
  dimension: SatisfactionDimension | null,
): readonly Chained[] => {
  const rowOf = ({ customerId, groups }: ScoredAnswer) =>
    dimension === 'step' ? `${customerId} ${groups.step}` : customerId;
  const nps = answers.filter(({ metric }) => metric === 'nps');
  return [...Map.groupBy(nps, rowOf).values()].flatMap(chained);
};

/** All answers as one group. */
export const totalGroup = (answers: readonly ScoredAnswer[]): SatisfactionGroup => ({
  key: 'all',
  nps: nextCounts(chainsOf(answers, null)),
  csat: ratings(answers, 'csat'),
  ces: ratings(answers, 'ces'),
});

/** Answers by the groups of one dimension, the largest first. */
export const groupsBy = (
  answers: readonly ScoredAnswer[],
  dimension: SatisfactionDimension,
): SatisfactionGroup[] => {
  const sizes = [...Map.groupBy(answers, ({ groups }) => groups[dimension])]
    .map(([key, of]) => ({ key, size: of.length }))
    .sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  const named = new Set(sizes.slice(0, satisfactionGroups).map(({ key }) => key));
  const keyOf = ({ groups }: ScoredAnswer) =>
    named.has(groups[dimension]) ? groups[dimension] : otherGroups;
  const byKey = Map.groupBy(answers, keyOf);
  const chains = Map.groupBy(chainsOf(answers, dimension), ({ answer }) => keyOf(answer));
  const keys = [...named, ...(byKey.has(otherGroups) ? [otherGroups] : [])];
  return keys.map((key) => ({
    key,
    nps: nextCounts(chains.get(key) ?? []),
    csat: ratings(byKey.get(key) ?? [], 'csat'),
    ces: ratings(byKey.get(key) ?? [], 'ces'),
  }));
};

export interface SatisfactionTables {
  readonly total: SatisfactionGroup;
  readonly groups: Readonly<Record<SatisfactionDimension, SatisfactionGroup[]>>;
  readonly gaps: GapMonths[];
}

/** What the ledgers of a sample say about satisfaction, month by month. */
export const satisfactionTables = (
  ledgers: readonly SampledEvents[],
  { definitions, ...options }: TimelineOptions & { readonly definitions: Definitions },
): SatisfactionTables => {
  const first = monthOfDay(options.dataEnd) - satisfactionMonths + 1;
  const counted = ledgers.map((ledger) => countedEvents(ledger, options));
  const isKept = ({ day }: { readonly day: number }) => monthOfDay(day) >= first;
  const answers = counted.flatMap((events) => scoresOf(events, definitions)).filter(isKept);
  const pairs = counted.flatMap((events) => gapPairs(gapHalvesOf(events, definitions)));
  const by = (dimension: SatisfactionDimension) => groupsBy(answers, dimension);
  return {
    total: totalGroup(answers),
    groups: {
      tier: by('tier'),
      stage: by('stage'),
      channel: by('channel'),
      language: by('language'),
      step: by('step'),
    },
    gaps: [...Map.groupBy(pairs.filter(isKept), ({ aspect }) => aspect)].map(([aspect, of]) => ({
      aspect,
      months: monthCounts(
        of.map(({ day, difference }) => ({ month: monthOfDay(day), at: difference + gapOffset })),
        2 * gapOffset + 1,
      ),
    })),
  };
};
