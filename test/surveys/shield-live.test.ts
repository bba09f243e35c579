import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShieldedDay } from '../../lib/surveys/blocks-of-days.ts';
import { sumOf } from '../../lib/surveys/dated-counts.ts';
import { addHistograms, emptyHistogram, type Histogram } from '../../lib/surveys/histogram.ts';
import type { LiveCut } from '../../lib/surveys/live-cut.ts';
import { nextCuts } from '../../lib/surveys/next-cuts.ts';
import { shieldedGroups, shieldedTotals } from '../../lib/surveys/shield.ts';

const questionIds = ['q1', 'q2'];

/** One response: every answer has a value of its own, so that figures tell whose they are. */
const response = (name: string, asked: readonly boolean[]): Histogram => ({
  responses: 1,
  completed: 1,
  questions: Object.fromEntries(
    questionIds
      .filter((_, at) => asked[at])
      .map((id) => [id, { answered: 1, values: { [name]: 1 } }]),
  ),
});

type Answers = ReadonlySet<string>;

interface Told {
  readonly window: string;
  readonly total: Answers;
  readonly groups: ReadonlyMap<string, Answers>;
}

/** A survey that is answered and read; the clock shows a day, and up to which day nothing can change. */
class Survey {
  day = 0;
  settled = -1;
  answered = 0;
  readonly told = new Map<string, Told[]>(questionIds.map((id) => [id, []]));
  private readonly days = new Map<number, Map<string, Histogram>>();
  private readonly cuts = new Map<number, LiveCut>();

  answer(group: string, asked: readonly boolean[], late: boolean): void {
    const day = late && this.settled < this.day - 1 ? this.day - 1 : this.day;
    const groups = this.days.get(day) ?? new Map<string, Histogram>();
    this.days.set(day, groups);
    this.answered += 1;
    const one = response(`r${this.answered}`, asked);
    groups.set(group, addHistograms(groups.get(group) ?? emptyHistogram, one));
  }

  night(): void {
    this.settled = this.day - 1;
    this.day += 1;
  }

  settle(): void {
    this.settled = this.day - 1;
  }

  private all(): readonly ShieldedDay[] {
    return [...this.days]
      .sort(([a], [b]) => a - b)
      .map(([day, groups]) => ({
        ...{ day, groups, cut: this.cuts.get(day) ?? null, isFinished: day <= this.settled },
        total: [...groups.values()].reduce(addHistograms, emptyHistogram),
      }));
  }

  /** The responses that are shown, after everything that may be. */
  read(from: number, to: number): number {
    if (to > this.settled)
      for (const { day, cut } of nextCuts(this.all(), { questionIds, settled: this.settled }))
        this.cuts.set(day, cut);
    const asked = { questionIds, window: { from, to } };
    const totals = sumOf(shieldedTotals(this.all(), asked));
    const groups = [...shieldedGroups(this.all(), asked)];
    for (const id of questionIds) {
      const of = ({ questions }: Histogram) => new Set(Object.keys(questions[id]?.values ?? {}));
      this.told.get(id)?.push({
        window: `${from} ${to}`,
        total: of(totals),
        groups: new Map(groups.map(([key, counts]) => [key, of(sumOf(counts))])),
      });
    }
    return totals.completed;
  }
}

const step = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      group: fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c'),
      asked: fc.constantFrom([true, true], [true, true], [true, false], [false, true]),
      late: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      ends: fc.tuple(fc.nat(8), fc.nat(8)),
      whole: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'night' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'settle' as const }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const take = (survey: Survey, one: Step): void => {
  switch (one.kind) {
    case 'answer':
      survey.answer(one.group, one.asked, one.late);
      break;
    case 'night':
      survey.night();
      break;
    case 'settle':
      survey.settle();
      break;
    case 'read': {
      const [a, b] = one.whole ? [0, survey.day] : one.ends;
      survey.read(Math.min(a, b), Math.max(a, b));
    }
  }
};

const play = (steps: readonly Step[]): Survey => {
  const survey = new Survey();
  for (const one of steps) take(survey, one);
  return survey;
};

const isSafe = (size: number): boolean => size === 0 || size >= 5;
const sum = (groups: ReadonlyMap<string, Answers>): Answers =>
  new Set([...groups.values()].flatMap((answers) => [...answers]));

/** Sizes of the sets of answers that are in the same figures: every sum and difference is made of whole ones. */
const atoms = (figures: readonly Answers[]): readonly number[] => {
  const places = new Map<string, string>();
  figures.forEach((figure, at) => {
    for (const answer of figure) places.set(answer, `${places.get(answer) ?? ''} ${at}`);
  });
  return [...Map.groupBy(places.values(), (place) => place).values()].map(({ length }) => length);
};

/** All choices of the groups of a read. */
const choices = (groups: ReadonlyMap<string, Answers>): readonly Answers[] =>
  [...groups.values()].reduce<readonly Answers[]>(
    (chosen, answers) => chosen.concat(chosen.map((some) => some.union(answers))),
    [new Set<string>()],
  );

/** What is left of the answers of one read when those of another one are taken away. */
const differences = (one: Told, other: Told): readonly number[] => [
  ...[...one.groups].map(
    ([key, answers]) => answers.difference(other.groups.get(key) ?? new Set()).size,
  ),
  ...(sum(other.groups).isSubsetOf(one.total) ? choices(other.groups) : []).map(
    (chosen) => one.total.difference(chosen).size,
  ),
];

const expectSafe = (told: readonly Told[]): void => {
  const sizes = [
    ...atoms(told.flatMap(({ total, groups }) => [total, sum(groups)])),
    ...told.flatMap((one) => told.flatMap((other) => differences(one, other))),
  ];
  expect(sizes.filter((size) => !isSafe(size))).toEqual([]);
};

describe('the shield of days that are not over', () => {
  it('leaves no difference of reads at whatever moments that is made of one to four answers', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
        for (const told of play(steps).told.values()) expectSafe(told);
      }),
      { numRuns: 60 },
    );
  });

  it('never takes back what it once showed of a window', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
        for (const told of play(steps).told.values()) {
          for (const reads of Map.groupBy(told, ({ window }) => window).values())
            reads.slice(1).forEach(({ total }, at) => {
              expect(reads[at]?.total.isSubsetOf(total)).toBe(true);
            });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('holds back four responses at most of what can be shown', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const survey = play(steps);
        survey.settle();
        expect(survey.read(0, survey.day)).toBeGreaterThanOrEqual(survey.answered - 4);
      }),
      { numRuns: 100 },
    );
  });

  it('shows five answers at once, and the next when they are five again, over midnight too', () => {
    const survey = new Survey();
    const shown: number[] = [];
    const answers = (count: number) => {
      for (let one = 0; one < count; one += 1) {
        survey.answer('a', [true, false], false);
        shown.push(survey.read(0, survey.day));
      }
    };
    answers(7);
    survey.night();
    // The day before may still change: what is left of it waits.
    answers(5);
    survey.settle();
    answers(3);
    expect(shown).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 15]);
  });
});
