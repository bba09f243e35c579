import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShieldedDay } from '../../lib/surveys/blocks-of-days.ts';
import { sumOf } from '../../lib/surveys/dated-counts.ts';
import { restKey } from '../../lib/surveys/group-blocks.ts';
import { addHistograms, emptyHistogram, type Histogram } from '../../lib/surveys/histogram.ts';
import { shieldedGroups, shieldedTotals } from '../../lib/surveys/shield.ts';

/** Responses of which the first `answered` answered q1. Every answer has a value of its own, so that sums tell whose they are. */
const counted = (completed: number, answered: number, tag: string): Histogram => ({
  responses: completed,
  completed,
  questions:
    answered === 0
      ? {}
      : {
          q1: {
            answered,
            values: Object.fromEntries(
              Array.from({ length: answered }, (_, index) => [`${tag}#${index}`, 1]),
            ),
          },
        },
});

type Cell = readonly [completed: number, skipped: number];

const dayOf = (day: number, cells: Readonly<Record<string, Cell>>): ShieldedDay => {
  const groups = new Map(
    Object.entries(cells)
      .filter(([, [completed]]) => completed > 0)
      .map(([key, [completed, skipped]]) => [
        key,
        counted(completed, Math.max(0, completed - skipped), `${day}${key}`),
      ]),
  );
  const total = [...groups.values()].reduce(addHistograms, emptyHistogram);
  return { day, groups, total, cut: null, isFinished: true };
};

const days = fc
  .array(
    fc.record({
      a: fc.tuple(fc.nat(9), fc.nat(2)),
      b: fc.tuple(fc.nat(7), fc.nat(2)),
      c: fc.tuple(fc.nat(1), fc.nat(1)),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((all) => all.map((cells, day) => dayOf(day, cells)));

const window = fc
  .tuple(fc.nat(25), fc.nat(25))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const questionIds = ['q1'];

/** What an adversary is told of a window: the answers that each figure is made of, by figure. */
const told = (all: readonly ShieldedDay[], asked: { from: number; to: number }) => {
  const options = { questionIds, window: asked };
  const groups = shieldedGroups(all, options);
  const figures = [shieldedTotals(all, options), ...groups.values()].map(sumOf);
  return figures.map(({ questions }) => Object.keys(questions['q1']?.values ?? {}));
};

type Combination = ReadonlyMap<string, number>;

/** Adds a figure to a combination, answer by answer. */
const plus = (combination: Combination, figure: readonly string[], sign: number): Combination => {
  const next = new Map(combination);
  for (const answer of figure) {
    const weight = (next.get(answer) ?? 0) + sign;
    if (weight === 0) next.delete(answer);
    else next.set(answer, weight);
  }
  return next;
};

describe('the shield', () => {
  it('leaves no sum or difference of figures that is made of one to four answers', () => {
    fc.assert(
      fc.property(
        days,
        fc.array(window, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(30), fc.constantFrom(1, -1)), { minLength: 1, maxLength: 6 }),
        (all, windows, picks) => {
          const figures = windows.flatMap((asked) => told(all, asked));
          let combination: Combination = new Map();
          for (const [pick, sign] of picks) {
            combination = plus(combination, figures[pick % figures.length] ?? [], sign);
            const weights = new Set(combination.values());
            // The combination singles out some answers where all its weights are the same.
            if (weights.size === 1) expect(combination.size).toBeGreaterThanOrEqual(5);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves no difference of a window, the groups inside it and any other window', () => {
    fc.assert(
      fc.property(days, window, window, fc.nat(15), (all, one, other, mask) => {
        const [total = [], ...groups] = told(all, one);
        const [otherTotal = [], ...otherGroups] = told(all, other);
        const less = (whole: readonly string[], parts: readonly (readonly string[])[]) =>
          parts.reduce((left, part) => plus(left, part, -1), plus(new Map(), whole, 1));
        const chosen = (of: readonly (readonly string[])[]) =>
          of.filter((_, index) => (mask >> index) % 2 === 1);
        for (const left of [
          less(total, chosen(groups)),
          less(total, chosen(otherGroups)),
          less(total, [otherTotal]),
          ...groups.map((group, index) => less(group, [otherGroups[index] ?? []])),
        ]) {
          if (new Set(left.values()).size === 1) expect(left.size).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never takes back or changes what it once showed when days are added', () => {
    fc.assert(
      fc.property(days, window, fc.nat(24), (all, asked, length) => {
        const to = Math.min(asked.to, length);
        const until = { from: asked.from, to };
        const before = told(all.slice(0, length + 1), until);
        const after = told(all, until);
        for (const figure of before) expect(after).toContainEqual(figure);
      }),
    );
  });

  const responses = (all: readonly ShieldedDay[], to: number) => {
    const options = { questionIds, window: { from: 0, to } };
    const of = [...shieldedGroups(all, options)].map(([key, counts]) => [
      key,
      sumOf(counts).completed,
    ]);
    return { total: sumOf(shieldedTotals(all, options)).completed, ...Object.fromEntries(of) };
  };

  it('joins days to five answers, and holds the last ones back until they are', () => {
    const all = [3, 3, 4].map((n, day) => dayOf(day, { a: [n, 0] }));
    expect(responses(all, 2)).toEqual({ total: 6, a: 6 });
    expect(responses(all, 0)).toEqual({ total: 0, a: 0 });
    expect(responses([...all, dayOf(3, { a: [1, 0] })], 3)).toEqual({ total: 11, a: 11 });
  });

  it('waits for small groups, then puts them together with the smallest one that it must', () => {
    const small = [dayOf(0, { a: [9, 0], b: [2, 0] })];
    expect(responses(small, 0)).toEqual({ total: 11, a: 0, b: 0 });
    const grown = [...small, dayOf(1, { a: [5, 0], b: [3, 0] })];
    expect(responses(grown, 1)).toEqual({ total: 19, a: 14, b: 5 });
    const large = [dayOf(0, { a: [30, 0], b: [20, 0], c: [2, 0] })];
    expect(responses(large, 0)).toEqual({ total: 52, a: 30, b: 0, c: 0, [restKey]: 22 });
  });

  it('shows no group that nearly is the total of a window', () => {
    const near = [dayOf(0, { a: [5, 0], b: [1, 0] }), dayOf(1, { b: [5, 0] })];
    expect(responses(near, 1)).toEqual({ total: 11, a: 0, b: 0 });
    const told = [...near, dayOf(2, { a: [4, 0], b: [4, 0] })];
    expect(responses(told, 2)).toEqual({ total: 19, a: 9, b: 10 });
    const never = [...near, dayOf(2, { b: [40, 0] })];
    expect(responses(never, 2)).toEqual({ total: 51, a: 0, b: 0, [restKey]: 51 });
  });

  it('shows no groups that several of them, with the totals of windows, would single somebody out of', () => {
    const left = [
      dayOf(0, { a: [6, 0], b: [6, 0], c: [1, 0] }),
      dayOf(1, { c: [5, 0], d: [6, 0], e: [6, 0] }),
    ];
    expect(responses(left, 1)).toEqual({ total: 30, a: 0, b: 0, c: 0, d: 0, e: 0 });
    const crossed = [dayOf(0, { a: [10, 0], b: [1, 0] }), dayOf(1, { a: [1, 0], b: [10, 0] })];
    expect(responses(crossed, 1)).toEqual({ total: 22, a: 0, b: 0 });
    const linked = [...crossed, dayOf(2, { a: [5, 0], b: [5, 0] })];
    expect(responses(linked, 2)).toEqual({ total: 32, a: 16, b: 16 });
  });

  it('closes blocks of groups only where a block of all answers ends', () => {
    const all = [dayOf(0, { a: [5, 0], b: [1, 0] }), dayOf(1, { b: [4, 0] })];
    expect(responses(all, 1)).toEqual({ total: 6, a: 0, b: 0 });
  });

  it('shields a question that few answered by itself', () => {
    const all = [dayOf(0, { a: [6, 4] }), dayOf(1, { a: [6, 1] })];
    const of = (to: number) => {
      const found = sumOf(shieldedTotals(all, { questionIds, window: { from: 0, to } }));
      return [found.completed, found.questions['q1']?.answered ?? 0];
    };
    expect(of(0)).toEqual([6, 0]);
    expect(of(1)).toEqual([12, 7]);
  });
});
