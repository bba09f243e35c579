import type { ChurnTable, CohortTable } from './aggregates.ts';

/** What is not there when something cannot be told. */
export const needs = ['run', 'purchase', 'history', 'model'] as const;
export type Need = (typeof needs)[number];

export interface Missing {
  readonly field: string;
  readonly code: 'insufficient_data';
  readonly needs: Need;
}

export const missing = (field: string, need: Need): Missing => ({
  field,
  code: 'insufficient_data',
  needs: need,
});

export const missingCohorts = (table: CohortTable | null): Missing[] => {
  if (table === null) return [missing('cohorts', 'run')];
  return table.lastMonth === null ? [missing('cohorts', 'purchase')] : [];
};

/** Curves need data of more than the churn horizon, and tiers a model besides. */
export const missingChurn = (table: ChurnTable | null, modelVersion: string | null): Missing[] => {
  const fields = ['periods', 'survival', 'tiers'] as const;
  if (table === null) return fields.map((field) => missing(field, 'run'));
  if (table.months.length === 0) return fields.map((field) => missing(field, 'purchase'));
  return [
    ...(table.survival === null ? [missing('survival', 'history')] : []),
    ...(table.tiers === null
      ? [missing('tiers', modelVersion === null ? 'model' : 'history')]
      : []),
  ];
};
