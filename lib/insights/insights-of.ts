import type { Scoring } from '../scoring/scoring.ts';
import { type Day, dayToDate, type Instant } from '../shared/time.ts';
import type { Member } from './churn-periods.ts';
import { churnTable, firstLife } from './churn-table.ts';
import { cohortTable } from './cohorts.ts';
import type { Insights } from './insight-record.ts';
import { landmarkDay } from './landmark.ts';
import { landmarkTiers } from './landmark-tiers.ts';
import { type ChurnDefinition, staysOf } from './stays.ts';
import { type SampledEvents, timelineOf } from './timeline.ts';

export interface InsightContext {
  /** Last business day that counts. */
  readonly day: Day;
  /** Inclusive instant up to which arrivals count. */
  readonly knownAt: Instant;
  /** The model and the policy that tiers and the definition of churn come from. */
  readonly scoring: Scoring;
  readonly policyVersion: number;
  /** How many customers there are as far as is known, prospects included: the last complete run counted them. */
  readonly customers: number;
}

/** Ledgers of customers, prospects included. */
export interface InsightSample {
  readonly ledgers: readonly SampledEvents[];
  /** False where everybody was taken. */
  readonly isPart: boolean;
}

/**
 * Cohorts, churn rates and survival of a sample of ledgers as of a day. Everything is counted anew from the ledgers
 * under the policy's definition of churn, so a change of the definition re-states all of history.
 */
export const insightsOf = (
  { ledgers, isPart }: InsightSample,
  context: InsightContext,
): Insights => {
  const { day: dataEnd, knownAt, scoring, policyVersion } = context;
  const definition = { horizonDays: scoring.churnHorizonDays };
  const landmark = landmarkOf(ledgers, { dataEnd, definition });
  const tiers = landmarkTiers(ledgers, scoring, { landmark, knownAt });
  const members: Member[] = ledgers.flatMap((ledger, index) => {
    const timeline = timelineOf(ledger, { dataEnd, knownAt });
    const stays = staysOf(timeline, definition);
    const tierAtLandmark = tiers[index] ?? null;
    return stays.length === 0 ? [] : [{ timeline, stays, tierAtLandmark }];
  });
  return {
    dataEnd: dayToDate(dataEnd),
    knownAt,
    modelVersion: scoring.model?.version ?? null,
    policyVersion,
    basis: {
      customers: members.length,
      sampled: isPart,
      population: isPart ? estimate(members, ledgers, context) : members.length,
    },
    definition,
    cohorts: cohortTable(
      members.map((member) => ({ ...member, life: firstLife(member, dataEnd) })),
      dataEnd,
    ),
    churn: churnTable(members, {
      dataEnd,
      definition,
      landmark,
      tiers: scoring.tiers.map(({ id }) => id),
    }),
  };
};

/** The span begins with the first purchase, voided or not: the landmark needs no exact one. */
const landmarkOf = (
  ledgers: readonly SampledEvents[],
  { dataEnd, definition }: { readonly dataEnd: Day; readonly definition: ChurnDefinition },
): Day | null => {
  let firstDay = dataEnd;
  for (const { events } of ledgers)
    for (const { type, day } of events) if (type === 'purchase') firstDay = Math.min(firstDay, day);
  return landmarkDay({ firstDay, dataEnd, horizonDays: definition.horizonDays });
};

/** How many of all customers have bought; null where nobody has counted more than were drawn. */
const estimate = (
  members: readonly Member[],
  ledgers: readonly SampledEvents[],
  { customers }: InsightContext,
): number | null =>
  customers <= ledgers.length ? null : Math.round((members.length / ledgers.length) * customers);
