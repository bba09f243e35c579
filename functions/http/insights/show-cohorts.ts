import { business } from '../../../lib/app/base.ts';
import type { CohortReport } from '../../../lib/contract/insight-resource.ts';
import type { Cohort, CohortTable } from '../../../lib/insights/aggregates.ts';
import {
  purchaseDayCells,
  retentionCells,
  revenueCells,
} from '../../../lib/insights/cohort-cells.ts';
import type { Money } from '../../../lib/shared/money.ts';

const money = (amount: number): Money => ({ amount, currency: business.currency });

/** What of the cohorts was asked for. */
export interface CohortQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly measure: CohortReport['measure'];
  readonly basis: CohortReport['basis'];
}

export const showCohorts = (table: CohortTable, query: CohortQuery): CohortReport['cohorts'] =>
  table.cohorts
    .filter(({ month }) => month >= (query.from ?? '') && month <= (query.to ?? '9999-12'))
    .map((cohort) => ({
      month: cohort.month,
      customers: cohort.customers,
      lifetime: cohort.lifetime,
      cells: cellsOf(table, cohort, query),
    }));

const cellsOf = (
  table: CohortTable,
  cohort: Cohort,
  { measure, basis }: CohortQuery,
): CohortReport['cohorts'][number]['cells'] => {
  switch (measure) {
    case 'retention':
      return retentionCells(table, cohort, basis ?? 'active_in');
    case 'revenue':
      return revenueCells(table, cohort).map(({ revenue, cumulativePerCustomer, ...cell }) => ({
        ...cell,
        revenue: money(revenue),
        cumulativePerCustomer: money(cumulativePerCustomer),
      }));
    case 'purchase_days':
      return purchaseDayCells(table, cohort);
  }
};

export const showEarlier = ({
  customers,
  purchaseDays,
  revenue,
}: CohortTable['earlier']): NonNullable<CohortReport['earlier']> => ({
  customers,
  purchaseDays,
  revenue: money(revenue),
});
