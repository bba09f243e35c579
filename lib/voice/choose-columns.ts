import { shieldMinimum } from '../surveys/blocks-of-days.ts';
import { momentsOf, solve } from './correlations.ts';
import type { DriverColumn, ReadResponse } from './driver-columns.ts';
import { predictorsMax } from './relative-importance.ts';

/** Why something is no driver of this answer. */
export const omissions = [
  'too_few_answers',
  'no_variation',
  'same_as_others',
  'too_many_drivers',
] as const;
export type Omission = (typeof omissions)[number];

export interface Chosen {
  readonly columns: readonly DriverColumn[];
  readonly omitted: readonly { readonly column: DriverColumn; readonly reason: Omission }[];
}

/** Responses that a driver needs: ten for each, the usual rule of least squares (Harrell 2015, section 4.4). */
export const responsesPerDriver = 10;
/** A question that fewer answer is left out, so that it does not empty the complete rows. */
const answeredShareMin = 0.6;
/** Themes that fewer texts speak of say little. */
const spokenShareMin = 0.05;

/** What can be computed with: answered by enough, and not by all in the same way. */
const faultOf = (column: DriverColumn, rows: readonly ReadResponse[]): Omission | null => {
  const values = rows.map(column.read).filter((value) => value !== undefined);
  const needed = Math.max(shieldMinimum, answeredShareMin * rows.length);
  if (values.length < needed) return 'too_few_answers';
  const told = values.filter((value) => value !== 0).length;
  const spoken = Math.max(shieldMinimum, spokenShareMin * rows.length);
  if (column.kind === 'theme' && told < spoken) return 'too_few_answers';
  if (column.kind === 'option' && Math.min(told, values.length - told) < shieldMinimum)
    return 'too_few_answers';
  return values.every((value) => value === values[0]) ? 'no_variation' : null;
};

/** Rows where the outcome and all columns have a value, the outcome first. */
export const completeRows = (
  rows: readonly ReadResponse[],
  outcome: (row: ReadResponse) => number | undefined,
  columns: readonly DriverColumn[],
): readonly (readonly number[])[] =>
  rows.flatMap((row) => {
    const values = [outcome(row), ...columns.map(({ read }) => read(row))];
    const known = values.filter((value) => value !== undefined);
    return known.length === values.length ? [known] : [];
  });

/** The rows that have the outcome and some columns. */
type CompleteRows = (columns: readonly DriverColumn[]) => readonly (readonly number[])[];

/** True where a column is no sum of those before it, on the rows that have them all. */
const addsSomething = (columns: readonly DriverColumn[], rowsOf: CompleteRows): boolean => {
  const complete = rowsOf(columns);
  const { correlations, deviations } = momentsOf(complete.map((row) => row.slice(1)));
  return (
    complete.length > columns.length &&
    deviations.every((deviation) => deviation > 0) &&
    solve(correlations, deviations) !== undefined
  );
};

/**
 * Drivers in the order in which they are given, questions before themes. Themes are taken as far as
 * there are ten complete rows for each driver; questions are all taken, and too few rows then are said.
 */
export const chooseColumns = (
  candidates: readonly DriverColumn[],
  rows: readonly ReadResponse[],
  rowsOf: CompleteRows,
): Chosen => {
  const columns: DriverColumn[] = [];
  const omitted: { column: DriverColumn; reason: Omission }[] = [];
  for (const column of candidates) {
    const room =
      column.kind === 'theme'
        ? Math.min(predictorsMax, Math.floor(rowsOf(columns).length / responsesPerDriver))
        : predictorsMax;
    const reason =
      faultOf(column, rows) ??
      (columns.length >= room ? 'too_many_drivers' : null) ??
      (addsSomething([...columns, column], rowsOf) ? null : 'same_as_others');
    if (reason === null) columns.push(column);
    else omitted.push({ column, reason });
  }
  return { columns, omitted };
};
