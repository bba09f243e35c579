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
  /** The CLV of the customers of each tier, as they are classified afterwards. */
  readonly clvByTier: Readonly<Record<string, number>>;
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
  clvByTier: {},
};

/** Adds tallies in the order they come in, so that sums of fractions come out the same each time. */
export const sumTallies = (tallies: readonly Tally[]): Tally => {
  const clvByTier: Record<string, number> = {};
  const sum = {
    counts: { ...emptyTally.counts },
    moves: { tier: {}, stage: {}, activity: {}, risk: {} },
    valued: 0,
    expectedPurchases: 0,
    clv: 0,
    clvByTier,
  };
  for (const tally of tallies) {
    for (const name of countNames) sum.counts[name] += tally.counts[name];
    for (const name of classNames) addMoves(sum.moves[name], tally.moves[name]);
    sum.valued += tally.valued;
    sum.expectedPurchases += tally.expectedPurchases;
    sum.clv += tally.clv;
    for (const [tier, clv] of Object.entries(tally.clvByTier))
      clvByTier[tier] = (clvByTier[tier] ?? 0) + clv;
  }
  return sum;
};

const addMoves = (sum: Record<string, Record<string, number>>, moves: Moves): void => {
  for (const [from, row] of Object.entries(moves)) {
    const target = sum[from] ?? {};
    for (const [to, count] of Object.entries(row)) target[to] = (target[to] ?? 0) + count;
    sum[from] = target;
  }
};

export const addTally = (a: Tally, b: Tally): Tally => sumTallies([a, b]);

export const countsOnly = (counts: Partial<Record<CountName, number>>): Tally => ({
  ...emptyTally,
  counts: { ...emptyTally.counts, ...counts },
});

const move = (from: string | null, to: string | null): Moves => ({
  [from ?? 'none']: { [to ?? 'none']: 1 },
});

/** The classes by name, without the value bucket. */
export type NamedClasses = Readonly<Record<ClassName, string | null>>;

/** The row of one scored customer in the migration matrices, unchanged classes included. */
export const movesBetween = (from: NamedClasses, to: NamedClasses): Tally['moves'] => ({
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
