import { type ClassName, classCounts, classNames, type Moves, type Tally } from './tally.ts';

/** What a finished run says about everybody. Aggregates only: it stays small however many customers there are. */
export interface RunReport {
  readonly customers: {
    readonly read: number;
    readonly scored: number;
    readonly later: number;
    readonly gone: number;
    readonly failed: number;
  };
  readonly changed: number;
  readonly written: number;
  readonly folded: number;
  readonly differing: number;
  readonly repaired: number;
  readonly classes: Readonly<Record<ClassName, Readonly<Record<string, number>>>>;
  readonly migrations: Readonly<Record<ClassName, Moves>>;
  readonly valued: number;
  readonly expectedPurchases: number;
  /** Minor units. */
  readonly clv: number;
  readonly clvByTier: Readonly<Record<string, number>>;
  readonly horizonDays: number | null;
}

/** The report of a tally. `horizonDays` is what purchases were expected for: measured where the policy counts gaps. */
export const reportOf = (tally: Tally, horizonDays: number | null): RunReport => ({
  customers: {
    read: tally.counts.read,
    scored: tally.counts.scored,
    later: tally.counts.later,
    gone: tally.counts.gone,
    failed: tally.counts.failed,
  },
  changed: tally.counts.changed,
  written: tally.counts.written,
  folded: tally.counts.folded,
  differing: tally.counts.differing,
  repaired: tally.counts.repaired,
  classes: perClass((name) => classCounts(tally.moves[name])),
  migrations: perClass((name) => tally.moves[name]),
  valued: tally.valued,
  expectedPurchases: tally.expectedPurchases,
  clv: Math.round(tally.clv),
  clvByTier: Object.fromEntries(
    Object.entries(tally.clvByTier).map(([tier, clv]) => [tier, Math.round(clv)]),
  ),
  horizonDays,
});

const perClass = <T>(value: (name: ClassName) => T): Record<ClassName, T> => {
  const [tier, stage, activity, risk] = classNames;
  return { tier: value(tier), stage: value(stage), activity: value(activity), risk: value(risk) };
};
