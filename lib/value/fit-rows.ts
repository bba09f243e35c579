import { columnOf, type GroupedRows, groupRows } from './group-rows.ts';
import { assertHistory, type PurchaseHistory } from './purchase-history.ts';

/** What every transaction model is fitted on. */
export interface FitRows {
  /** Distinct histories with the columns x, T, tx. */
  readonly rows: GroupedRows;
  /** The longest T, in the unit of the histories. */
  readonly longest: number;
  /** False where nobody bought twice or no time has passed: the parameters cannot be told apart. */
  readonly hasSignal: boolean;
}

/** Checks the histories and groups them for a fit. Throws on a history that no customer can have. */
export const fitRowsOf = (histories: readonly PurchaseHistory[]): FitRows => {
  histories.forEach(assertHistory);
  const rows = groupRows([
    columnOf(histories, ({ x }) => x),
    columnOf(histories, ({ T }) => T),
    columnOf(histories, ({ tx }) => tx),
  ]);
  const longest = rows.columns[1]?.reduce((most, value) => Math.max(most, value), 0) ?? 0;
  return { rows, longest, hasSignal: (rows.columns[0] ?? []).some((x) => x > 0) && longest > 0 };
};
