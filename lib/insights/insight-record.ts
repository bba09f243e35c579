import type { CalendarDate, Instant } from '../shared/time.ts';
import type { ChurnTable, CohortTable } from './aggregates.ts';
import type { ChurnDefinition } from './stays.ts';

/** Whom the aggregates are counted over. */
export interface InsightBasis {
  /** Customers who were counted. */
  readonly customers: number;
  /** Whether they are a sample: rates then hold for everybody, counts for the sample. */
  readonly sampled: boolean;
  /** How many customers there are in all, estimated where they were sampled. */
  readonly population: number;
}

/** What a fit says about the customers as groups, by the end of its data. */
export interface Insights {
  readonly dataEnd: CalendarDate;
  /** Inclusive instant up to which arrivals counted. */
  readonly knownAt: Instant;
  readonly modelVersion: string | null;
  readonly policyVersion: number;
  readonly basis: InsightBasis;
  readonly definition: ChurnDefinition;
  readonly cohorts: CohortTable;
  readonly churn: ChurnTable;
}

export const insightKinds = ['cohorts', 'churn'] as const;
export type InsightKind = (typeof insightKinds)[number];

/** One part of the insights as it is stored, with what it was made of. */
export interface InsightRecord<K extends InsightKind = InsightKind> {
  readonly kind: K;
  readonly dataEnd: CalendarDate;
  readonly knownAt: Instant;
  readonly modelVersion: string | null;
  readonly policyVersion: number;
  readonly basis: InsightBasis;
  readonly definition: ChurnDefinition;
  readonly table: Pick<Insights, InsightKind>[K];
}
