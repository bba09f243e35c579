import type { CalendarDate, Instant } from '../shared/time.ts';
import type { ChurnTable, CohortTable } from './aggregates.ts';
import type { ChurnDefinition } from './stays.ts';

/** Whom the aggregates are counted over. */
export interface InsightBasis {
  /** Customers who were counted. */
  readonly customers: number;
  /** Whether they are a sample: rates then hold for everybody, counts for the sample. */
  readonly sampled: boolean;
  /** How many there are in all, estimated where they were sampled; null before anybody was counted. */
  readonly population: number | null;
}

/** What every aggregate carries: as of when, by which versions, of whom and under which definition. */
export interface InsightHead {
  /** Last business day that counted. */
  readonly dataEnd: CalendarDate;
  /** Inclusive instant up to which arrivals counted. */
  readonly knownAt: Instant;
  readonly modelVersion: string | null;
  readonly policyVersion: number;
  readonly basis: InsightBasis;
  readonly definition: ChurnDefinition;
}

export interface CohortInsights extends InsightHead {
  readonly cohorts: CohortTable;
}

export interface ChurnInsights extends InsightHead {
  readonly churn: ChurnTable;
}

/** What a fit says about the customers as groups, by the end of its data. */
export interface Insights extends CohortInsights, ChurnInsights {}
