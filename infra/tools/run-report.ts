import type { Run } from '../../lib/contract/run-resource.ts';
import { table } from './table.ts';

type Report = NonNullable<Run['report']>;

/** A finished run as tables for a terminal. */
export const describeRun = (run: Run): string => {
  const parts = [
    `${run.id}: ${run.kind} as of ${run.asOf}, ${run.status}${run.failure ? ` (${run.failure.code})` : ''}`,
  ];
  if (run.kind !== 'fit') {
    const rows = Object.entries(run.counts).map(([name, number]) => [name, number] as const);
    parts.push(table(['customers', 'number'], rows));
  }
  if (run.fit) {
    parts.push(
      `Model ${run.fit.modelVersion} on ${run.fit.customers} customers: ${run.fit.status} (${run.fit.reason})`,
    );
  } else if (run.modelVersion) parts.push(`Model ${run.modelVersion}`);
  if (run.report) parts.push(...describeReport(run.report));
  return parts.join('\n\n');
};

const describeReport = (report: Report): readonly string[] => {
  const { totals } = report;
  const horizon = totals.horizonDays === null ? '' : ` in ${totals.horizonDays} days`;
  return [
    table(
      ['totals', 'number'],
      [
        ['customers with a value', totals.customers],
        [`expected purchases${horizon}`, Math.round(totals.expectedPurchases * 10) / 10],
        [`CLV (minor units of ${totals.clv.currency})`, totals.clv.amount],
      ],
    ),
    table(['by', 'class', 'customers'], classRows(report)),
    ...moves(report),
  ];
};

const classRows = ({ classes }: Report) =>
  Object.entries(classes).flatMap(([by, counts]) =>
    Object.entries(counts).map(([name, customers]) => [by, name, customers] as const),
  );

/** Who moved from class to class; customers that stayed are left out. */
const moves = ({ migrations }: Report): readonly string[] => {
  const rows = Object.entries(migrations).flatMap(([by, from]) =>
    Object.entries(from).flatMap(([was, to]) =>
      Object.entries(to)
        .filter(([is]) => is !== was)
        .map(([is, customers]) => [by, was, is, customers] as const),
    ),
  );
  return rows.length === 0 ? [] : [table(['by', 'from', 'to', 'customers'], rows)];
};
