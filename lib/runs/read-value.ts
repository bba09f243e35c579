import type { ValueSettings } from '../scoring/policy/value.ts';
import { contentHash } from '../shared/canonical.ts';
import type { CalendarDate } from '../shared/time.ts';
import type { ModelStore } from './model-record.ts';
import type { RunPosition, RunStore } from './ports.ts';
import type { RunReport } from './report.ts';
import type { Run } from './run.ts';
import type { Moves } from './tally.ts';

const pageSize = 25;

export interface ValueContext {
  readonly runs: Pick<RunStore, 'list'>;
  readonly models: Pick<ModelStore, 'get'>;
}

/** The value of all customers together as a run counted it. Money in minor units. */
export interface CustomerEquity {
  readonly run: Run;
  readonly inputsHash: string;
  /** Null where the run had no model. */
  readonly terms: ValueSettings | null;
  readonly equity: number;
  readonly customers: number;
  /** Best first, by the mean CLV. */
  readonly tiers: readonly TierValue[];
  readonly migrations: Moves;
}

export interface TierValue {
  readonly tier: string;
  readonly customers: number;
  readonly clv: number;
}

/** What the latest complete run up to a date counted; null where there is none. */
export const readValue = async (
  context: ValueContext,
  asOf: CalendarDate,
): Promise<CustomerEquity | null> => {
  const found = await latestReport(context.runs, asOf);
  if (found === null) return null;
  const { run, report } = found;
  const model = run.modelVersion === null ? null : await context.models.get(run.modelVersion);
  const { modelVersion, policyVersion } = run;
  return {
    run,
    inputsHash: contentHash({ asOf: run.asOf, modelVersion, policyVersion, report }),
    terms: model?.model.value ?? null,
    equity: report.clv,
    customers: report.valued,
    tiers: tiersOf(report),
    migrations: report.migrations.tier,
  };
};

interface Found {
  readonly run: Run;
  readonly report: RunReport;
}

/**
 * The run that is about the latest date, and of those the newest. Runs are listed by their creation, and none is about
 * a date after it, so the search ends where all further runs are about earlier dates.
 */
const latestReport = async (
  runs: ValueContext['runs'],
  asOf: CalendarDate,
): Promise<Found | null> => {
  let best: Found | null = null;
  let after: RunPosition | undefined;
  do {
    const page: Awaited<ReturnType<RunStore['list']>> = await runs.list(pageSize, after);
    for (const run of page.items) {
      const report = completeReport(run, asOf);
      if (report && (best === null || run.asOf > best.run.asOf)) best = { run, report };
    }
    const oldest = page.items.at(-1)?.businessDate ?? '';
    if (best !== null && oldest < best.run.asOf) return best;
    after = page.next;
  } while (after !== undefined);
  return best;
};

const completeReport = (run: Run, asOf: CalendarDate): RunReport | null =>
  run.kind !== 'fit' && !run.dryRun && run.status === 'succeeded' && run.asOf <= asOf
    ? run.report
    : null;

const tiersOf = ({ classes, clvByTier }: RunReport): readonly TierValue[] =>
  Object.entries(clvByTier)
    .map(([tier, clv]) => ({ tier, clv, customers: classes.tier[tier] ?? 0 }))
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => b.clv / b.customers - a.clv / a.customers || (a.tier < b.tier ? -1 : 1));
