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

/** The groups with most responses first; beyond the most that are shown they are added up, as the rest always is. */
const ranked = (slices: Slices): Slices => {
  const falling = [...slices]
    .map(([key, counts]) => ({ key, counts, n: sumOf(counts).completed }))
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
  const isRest = (key: string, at: number) => key === restKey || at >= groupsMax;
  const rest = falling.filter(({ key }, at) => isRest(key, at)).flatMap(({ counts }) => counts);
  return new Map([
    ...falling
      .filter(({ key }, at) => !isRest(key, at))
      .map(({ key, counts }) => [key, counts] as const),
    ...(rest.length > 0 ? [[restKey, rest] as const] : []),
  ]);
};

/** Results of each group. Of a shielded survey a group without anything that may be shown says just that. */
export const groupResults = (
  questions: readonly CountedQuestion[],
  slices: Slices,
  { isShielded }: { readonly isShielded: boolean },
): readonly GroupResult[] =>
  [...ranked(slices)].map(([key, counts]) => {
    if (isShielded && counts.length === 0)
      return { key, shielded: true, responses: null, completed: null, questions: null };
    const { responses, completed } = sumOf(counts);
    return {
      key,
      shielded: false,
      responses,
      completed,
      questions: measuredResults(questions, { counts }),
    };
  });

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
