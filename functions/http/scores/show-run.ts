import { business } from '../../../lib/app/base.ts';
import { runs } from '../../../lib/app/run-requests.ts';
import type { Run as RunBody, RunSummary } from '../../../lib/contract/run-resource.ts';
import { totalOf } from '../../../lib/runs/progress.ts';
import type { RunReport } from '../../../lib/runs/report.ts';
import type { Run } from '../../../lib/runs/run.ts';
import type { Tally } from '../../../lib/runs/tally.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';

/** A run without what is counted over customers. */
export const showRunSummary = (run: Run): RunSummary => ({
  id: run.id,
  kind: run.kind,
  trigger: run.trigger,
  status: run.status,
  dryRun: run.dryRun,
  businessDate: run.businessDate,
  asOf: run.asOf,
  policyVersion: run.policyVersion,
  modelVersion: run.modelVersion,
  fit: run.fit && {
    modelVersion: run.fit.version,
    status: run.fit.status,
    reason: run.fit.reason,
    customers: run.fit.customers,
  },
  createdAt: run.createdAt,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  failure: run.failure && { code: run.failure.code },
});

/** A run with the counts of its checkpoints so far. A fit scores nobody: it has no report, though older ones stored one. */
export const showRun = async (runId: string): Promise<Result<RunBody>> => {
  const run = await runs.get(runId);
  if (run === null) return fail('run_not_found');
  const segments = await runs.segments(runId);
  return ok({
    ...showRunSummary(run),
    counts: showCounts(totalOf(segments)),
    segments: {
      total: run.segments ?? 0,
      done: segments.filter(({ done }) => done).length,
    },
    report: run.kind === 'fit' ? null : run.report && showReport(run.report),
  });
};

const showCounts = ({ counts }: Tally): RunBody['counts'] => ({
  read: counts.read,
  scored: counts.scored,
  skipped: counts.later + counts.gone,
  changed: counts.changed,
  written: counts.written,
  failed: counts.failed,
});

const showReport = (report: RunReport): NonNullable<RunBody['report']> => ({
  skipped: { later: report.customers.later, gone: report.customers.gone },
  ledgers: {
    folded: report.folded,
    differing: report.differing,
    repaired: report.repaired,
  },
  totals: {
    customers: report.valued,
    expectedPurchases: report.expectedPurchases,
    clv: { amount: report.clv, currency: business.currency },
    horizonDays: report.horizonDays,
  },
  classes: copyCounts(report.classes),
  migrations: copyMoves(report.migrations),
});

const copyCounts = ({ tier, stage, activity, risk }: RunReport['classes']) => ({
  tier: { ...tier },
  stage: { ...stage },
  activity: { ...activity },
  risk: { ...risk },
});

type Moves = RunReport['migrations']['tier'];

const copyMoves = ({ tier, stage, activity, risk }: RunReport['migrations']) => {
  const copy = (moves: Moves) =>
    Object.fromEntries(Object.entries(moves).map(([from, row]) => [from, { ...row }]));
  return { tier: copy(tier), stage: copy(stage), activity: copy(activity), risk: copy(risk) };
};
