import { foldLedger } from '../events/fold.ts';
import { insightsOf } from '../insights/insights-of.ts';
import type { SaveInsights } from '../insights/ports.ts';
import { surveysAnswered } from '../insights/satisfaction-answers.ts';
import { satisfactionOf } from '../insights/satisfaction-of.ts';
import type { SaveSatisfaction } from '../insights/satisfaction-record.ts';
import type { ModelVersion } from '../scoring/model-version.ts';
import { prepareScoring } from '../scoring/scoring.ts';
import type { Statistics } from '../scoring/statistics.ts';
import { dateToDay, type Instant } from '../shared/time.ts';
import type { SurveyDefinition } from '../surveys/survey.ts';
import { drawSample } from './draw-sample.ts';
import { type ConvertedFriends, convertedIn, friendsOutside } from './fit-referral.ts';
import { inGroups } from './in-groups.ts';
import { judgeVersion } from './judge-version.ts';
import { drawLedgerSample, type LedgerSample } from './ledger-sample.ts';
import { makeModel } from './make-model.ts';
import type { ModelRecord, ModelStore } from './model-record.ts';
import { customersAtLastRun } from './plan-run.ts';
import type { PolicyRecord, PolicyStore } from './policy-record.ts';
import type { RunStore } from './ports.ts';
import type { Run } from './run.ts';
import type { FoldAsOf, ReadLedger, ScanScores } from './score-ports.ts';

export interface FitContext {
  readonly runs: RunStore;
  readonly models: ModelStore;
  readonly policies: PolicyStore;
  readonly scan: ScanScores;
  readonly foldAsOf: FoldAsOf;
  readonly readLedger: ReadLedger;
  readonly saveInsights: SaveInsights;
  readonly saveSatisfaction: SaveSatisfaction;
  /** What a survey asks; undefined of one that is gone. */
  readonly surveyDefinition: (surveyId: string) => Promise<SurveyDefinition | undefined>;
  readonly currency: string;
  /**
   * A fit takes minutes. A promotion counts from the moment it is stored: what was asked before and is asked again with
   * the same `knownAt` keeps its model.
   */
  readonly clock: () => Instant;
}

/** Everybody that a fit looks at. */
interface Drawn {
  /** Compact statistics of up to 200,000 customers. */
  readonly sample: readonly Statistics[];
  /** Ledgers of up to 20,000. */
  readonly ledgers: LedgerSample;
  readonly friends: ConvertedFriends;
  /** All customers, as far as it is known. */
  readonly customers: number;
}

/**
 * Fits the models on a sample as of the run's date, holds them against a window of the past, stores the version, and
 * pins what the run scores with: the new version where it was promoted, else the one that was in use. The version is
 * named after its content, so a second fit of the same run finds its own.
 */
export const fitRun = async (context: FitContext, runId: string): Promise<void> => {
  const first = await openRun(context, runId);
  if (first.fit !== null) return;
  const policy = await pinnedPolicy(context, first);
  const drawn = await draw(context, first);
  const active = await inUse(context, first);
  const record = await fitAndSave(context, first, { policy, drawn, active });
  // Before the fit is pinned: a repeat after a cut-off would find it done. They replace their like, so twice is once.
  const fit = { record, active };
  await tellInsights(context, withFit(first, fit), { policy, drawn, record });
  await tellSatisfaction(context, first, { policy, drawn });
  let run = first;
  while (!(await context.runs.update(withFit(run, fit)))) {
    run = await openRun(context, runId);
    if (run.fit !== null) return;
  }
};

const openRun = async ({ runs }: FitContext, runId: string): Promise<Run> => {
  const run = await runs.get(runId);
  if (run === null) throw new Error(`run ${runId} was not planned`);
  return run;
};

const pinnedPolicy = async ({ policies }: FitContext, run: Run): Promise<PolicyRecord> => {
  const policy = await policies.get(run.policyVersion ?? 0);
  if (policy === null) throw new Error(`run ${run.id} has no policy`);
  return policy;
};

const draw = async (context: FitContext, run: Run): Promise<Drawn> => {
  const before = await customersAtLastRun(context.runs);
  const ledgers = await drawLedgerSample(context, before);
  const { length } = ledgers.ledgers;
  return {
    sample: await drawSample({ ...context, run, foldAsOf: foldKnown(context, ledgers) }, before),
    ledgers,
    friends: await friendsOf(context, run, ledgers),
    customers: ledgers.isPart ? Math.max(before, length) : length,
  };
};

/** Folds a ledger that was read already, or reads it. */
const foldKnown = ({ foldAsOf }: FitContext, { ledgers }: LedgerSample): FoldAsOf => {
  const known = new Map(ledgers.map(({ customerId, events }) => [customerId, events]));
  return async (customerId, asOf) => {
    const events = known.get(customerId);
    return events === undefined ? foldAsOf(customerId, asOf) : foldLedger(events, asOf).statistics;
  };
};

/** Most friends outside the sample whose ledgers are read for who brought them. */
const friendsMax = 20_000;
const readsAtOnce = 32;

const friendsOf = async (
  { readLedger }: FitContext,
  run: Run,
  { ledgers }: LedgerSample,
): Promise<ConvertedFriends> => {
  const cut = { asOfDay: dateToDay(run.asOf), knownAt: run.createdAt };
  const outside = friendsOutside(ledgers).slice(0, friendsMax);
  // Of each ledger only the answer is kept: all of them would not fit into memory beside the sample.
  const found = await inGroups(outside, readsAtOnce, async (customerId) => [
    ...convertedIn([{ customerId, events: await readLedger(customerId) }], cut),
  ]);
  return new Map(found.flat());
};

interface Fitting {
  readonly policy: PolicyRecord;
  readonly drawn: Drawn;
  /** The model in use for the run's date. */
  readonly active: ModelVersion | null;
}

const fitAndSave = async (
  context: FitContext,
  run: Run,
  { policy, drawn, active }: Fitting,
): Promise<ModelRecord> => {
  const fitted = makeModel({
    ...drawn,
    ...{ policy, active, currency: context.currency, now: context.clock() },
    ledgers: drawn.ledgers.ledgers,
    asOf: run.asOf,
    knownAt: run.createdAt,
  });
  const { model, ...judgement } = judgeVersion({
    ...{ fitted, active, policy: policy.policy, dryRun: run.dryRun },
    sample: drawn.sample,
  });
  return context.models.save({
    version: model.version,
    dataEnd: model.dataEnd,
    ...judgement,
    runId: run.id,
    createdAt: context.clock(),
    model,
  });
};

const inUse = async ({ models }: FitContext, run: Run): Promise<ModelVersion | null> => {
  const version = await models.promotedVersion(run.asOf);
  return version === null ? null : ((await models.get(version))?.model ?? null);
};

/**
 * Pins what the run scores with. Where the new version is not used, that is the model in use now, which may be newer
 * than the plan: a fit that was cut off after its promotion finds it here when events that came since make another one.
 */
const withFit = (
  run: Run,
  { record, active }: { readonly record: ModelRecord; readonly active: ModelVersion | null },
): Run => {
  const inUseNow = active?.version ?? run.modelVersion;
  const usesIt = record.decision === 'promoted' || (run.dryRun && inUseNow === null);
  const usable = record.decision !== 'rejected';
  return {
    ...run,
    modelVersion: usesIt && usable ? record.version : inUseNow,
    fit: {
      version: record.version,
      status: record.decision,
      reason: record.reason,
      customers: record.model.customers.sample,
    },
    revision: run.revision + 1,
  };
};

/** Cohorts, churn rates and survival of the ledgers that were drawn, by the model that the run scores with. */
const tellInsights = async (
  context: FitContext,
  run: Run,
  { policy, drawn, record }: Omit<Fitting, 'active'> & { readonly record: ModelRecord },
): Promise<void> => {
  if (run.dryRun) return;
  const version = run.modelVersion;
  const used =
    version === record.version
      ? record.model
      : version === null
        ? null
        : ((await context.models.get(version))?.model ?? null);
  await context.saveInsights(
    insightsOf(drawn.ledgers, {
      day: dateToDay(run.asOf),
      knownAt: run.createdAt,
      scoring: prepareScoring(used, policy.policy, context.currency),
      policyVersion: policy.version,
      customers: drawn.customers,
    }),
  );
};

/** Satisfaction in the ledgers that were drawn. */
const tellSatisfaction = async (
  { surveyDefinition, saveSatisfaction }: FitContext,
  run: Run,
  { policy, drawn }: Pick<Fitting, 'policy' | 'drawn'>,
): Promise<void> => {
  if (run.dryRun) return;
  const found = await inGroups(surveysAnswered(drawn.ledgers.ledgers), readsAtOnce, async (id) => {
    const definition = await surveyDefinition(id);
    return definition ? [[id, definition] as const] : [];
  });
  await saveSatisfaction(
    satisfactionOf(drawn.ledgers, {
      day: dateToDay(run.asOf),
      knownAt: run.createdAt,
      policyVersion: policy.version,
      definitions: new Map(found.flat()),
      converted: new Map([
        ...convertedIn(drawn.ledgers.ledgers, {
          asOfDay: dateToDay(run.asOf),
          knownAt: run.createdAt,
        }),
        ...drawn.friends,
      ]),
    }),
  );
};
