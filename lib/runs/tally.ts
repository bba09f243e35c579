import type { Classes } from '../scoring/classes.ts';

export const classNames = ['tier', 'stage', 'activity', 'risk'] as const;
export type ClassName = (typeof classNames)[number];

/** What happened to the customers of a segment, a number each. `read` is the sum of scored, later, gone and failed. */
export const countNames = [
  'read',
  'scored',
  'later',
  'gone',
  'failed',
  'changed',
  'written',
  'folded',
  'differing',
  'repaired',
] as const;
export type CountName = (typeof countNames)[number];

/** From class to class, with how many customers; `none` stands for no class. */
export type Moves = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Everything that is added up over customers, segments and checkpoints. */
export interface Tally {
  readonly counts: Readonly<Record<CountName, number>>;
  readonly moves: Readonly<Record<ClassName, Moves>>;
  /** Over scored customers with a value: expected purchases and CLV (minor units) in the policy's horizon. */
  readonly valued: number;
  readonly expectedPurchases: number;
  readonly clv: number;
}

export const emptyTally: Tally = {
  counts: {
    read: 0,
    scored: 0,
    later: 0,
    gone: 0,
    failed: 0,
    changed: 0,
    written: 0,
    folded: 0,
    differing: 0,
    repaired: 0,
  },
  moves: { tier: {}, stage: {}, activity: {}, risk: {} },
  valued: 0,
  expectedPurchases: 0,
  clv: 0,
};

const addMoves = (a: Moves, b: Moves): Moves => {
  const sum: Record<string, Record<string, number>> = {};
  for (const moves of [a, b]) {
    for (const [from, row] of Object.entries(moves)) {
      const target = (sum[from] ??= {});
      for (const [to, count] of Object.entries(row)) target[to] = (target[to] ?? 0) + count;
    }
  }
  return sum;
};

/** Adds two tallies; the order of addition is the caller's, so that sums come out the same each time. */
export const addTally = (a: Tally, b: Tally): Tally => ({
  counts: mapCounts((name) => a.counts[name] + b.counts[name]),
  moves: {
    tier: addMoves(a.moves.tier, b.moves.tier),
    stage: addMoves(a.moves.stage, b.moves.stage),
    activity: addMoves(a.moves.activity, b.moves.activity),
    risk: addMoves(a.moves.risk, b.moves.risk),
  },
  valued: a.valued + b.valued,
  expectedPurchases: a.expectedPurchases + b.expectedPurchases,
  clv: a.clv + b.clv,
});

const mapCounts = (value: (name: CountName) => number): Record<CountName, number> => ({
  read: value('read'),
  scored: value('scored'),
  later: value('later'),
  gone: value('gone'),
  failed: value('failed'),
  changed: value('changed'),
  written: value('written'),
  folded: value('folded'),
  differing: value('differing'),
  repaired: value('repaired'),
});

export const countsOnly = (counts: Partial<Record<CountName, number>>): Tally => ({
  ...emptyTally,
  counts: { ...emptyTally.counts, ...counts },
});

const move = (from: string | null, to: string | null): Moves => ({
  [from ?? 'none']: { [to ?? 'none']: 1 },
});

/** The row of one scored customer in the migration matrices, unchanged classes included. */
export const movesBetween = (from: Classes, to: Classes): Tally['moves'] => ({
  tier: move(from.tier, to.tier),
  stage: move(from.stage, to.stage),
  activity: move(from.activity, to.activity),
  risk: move(from.risk, to.risk),
});

/** How many customers stand in each class afterwards. */
export const classCounts = (moves: Moves): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of Object.values(moves)) {
    for (const [to, count] of Object.entries(row)) counts[to] = (counts[to] ?? 0) + count;
  }
  return counts;
};
