import { pageRoom } from '../shared/page-room.ts';
import type { GroupedDay } from './blocks-of-days.ts';
import type { CountedQuestion } from './counted-question.ts';
import { type DatedCounts, sumOf } from './dated-counts.ts';
import { restKey } from './group-blocks.ts';
import { noKey } from './group-key.ts';
import type { Histogram } from './histogram.ts';
import { type MeasuredResult, measuredResults } from './question-metrics.ts';
import type { SurveyDefinition } from './survey.ts';

/** Groups that are shown; the smaller ones are added up. */
const groupsMax = 200;

export interface GroupResult {
  readonly key: string;
  /** Whether there are too few answers to show, or none; the rest is null then. */
  readonly shielded: boolean;
  readonly responses: number | null;
  readonly completed: number | null;
  readonly questions: Readonly<Record<string, MeasuredResult>> | null;
}

/** How many took part. */
export type ResponseCounts = Pick<Histogram, 'responses' | 'completed'>;

type Slices = ReadonlyMap<string, readonly DatedCounts[]>;

/** The counts of each group, day by day. */
export const slicesOf = (days: readonly GroupedDay[]): Slices => {
  const slices = new Map<string, DatedCounts[]>();
  for (const { day, groups } of days) {
    for (const [key, histogram] of groups) {
      const slice = slices.get(key) ?? [];
      slices.set(key, slice);
      slice.push({ day, histogram });
    }
  }
  return slices;
};

interface Slice {
  readonly key: string;
  readonly counts: readonly DatedCounts[];
}

/** The groups with most responses first. */
const ranked = (slices: Slices): readonly Slice[] =>
  [...slices]
    .map(([key, counts]) => ({ key, counts, n: sumOf(counts).completed }))
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));

/**
 * Results of each group, the largest first; beyond the most that are shown, and that one answer has room
 * for, they are added up, as the rest always is. Of a shielded survey a group without anything that may
 * be shown says just that.
 */
export const groupResults = (
  questions: readonly CountedQuestion[],
  slices: Slices,
  { isShielded }: { readonly isShielded: boolean },
): readonly GroupResult[] => {
  const resultOf = ({ key, counts }: Slice): GroupResult => {
    if (isShielded && counts.length === 0)
      return { key, shielded: true, responses: null, completed: null, questions: null };
    const { responses, completed } = sumOf(counts);
    const shown = measuredResults(questions, { counts });
    return { key, shielded: false, responses, completed, questions: shown };
  };
  const hasRoom = pageRoom();
  const results: GroupResult[] = [];
  const rest: DatedCounts[] = [];
  let isFull = false;
  for (const slice of ranked(slices)) {
    const isShown: boolean = slice.key !== restKey && !isFull && results.length < groupsMax;
    const result: GroupResult | null = isShown ? resultOf(slice) : null;
    isFull ||= result !== null && !hasRoom(result);
    if (result !== null && !isFull) results.push(result);
    else rest.push(...slice.counts);
  }
  return rest.length > 0 ? [...results, resultOf({ key: restKey, counts: rest })] : results;
};

/** The questions by the step of the journey that they are about; every response counts in every step. */
export const stepResults = (
  { questions, step }: SurveyDefinition,
  asked: readonly CountedQuestion[],
  { counts, all }: { readonly counts: readonly DatedCounts[]; readonly all: ResponseCounts },
): readonly GroupResult[] => {
  const steps = new Map(questions.map((question) => [question.id, question.step ?? step ?? noKey]));
  const byStep = Map.groupBy(asked, ({ id }) => steps.get(id) ?? noKey);
  const { responses, completed } = all;
  return [...byStep].map(([key, of]) => ({
    key,
    shielded: false,
    ...{ responses, completed },
    questions: measuredResults(of, { counts }),
  }));
};
