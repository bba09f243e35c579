import type { ChurnPopulation } from '../../lib/churn/calibrate.ts';
import type { ChurnWindow } from '../../lib/churn/churn-case.ts';
import { type Cuts, cutWindows } from '../../lib/churn/cut-windows.ts';
import { fitChurn } from '../../lib/churn/fit-churn.ts';
import { noSignals, type Statistics, toModelInputs } from '../../lib/scoring/statistics.ts';
import type { TransactionModelName } from '../../lib/value/transaction-model.ts';
import { transactionModels } from '../../lib/value/transaction-models.ts';

export interface PanelCustomer {
  readonly id: string;
  /** Rising. */
  readonly days: readonly { readonly day: number; readonly amount: number }[];
}

/** What is known of a customer at the end of a day. */
export const statisticsAt = ({ days }: PanelCustomer, cut: number): Statistics => {
  const known = days.filter(({ day }) => day <= cut);
  return {
    purchaseDays: known.length,
    firstDay: known[0]?.day ?? null,
    lastDay: known.at(-1)?.day ?? null,
    total: known.reduce((sum, { amount }) => sum + amount, 0),
    firstDayTotal: known[0]?.amount ?? 0,
    lastDayTotal: known.at(-1)?.amount ?? 0,
    daySum: known.reduce((sum, { day }) => sum + day, 0),
    signals: noSignals,
  };
};

const logGaps = ({ days }: PanelCustomer, cut: number): number =>
  days
    .filter(({ day }) => day <= cut)
    .reduce((sum, { day }, index, known) => {
      const before = known[index - 1];
      return before === undefined ? sum : sum + Math.log((day - before.day) / 7);
    }, 0);

/** Everybody who had bought by a day, with a transaction model fitted on nothing later. */
export const panelAt = (
  panel: readonly PanelCustomer[],
  cut: number,
  model: TransactionModelName,
): ChurnPopulation & { readonly customers: readonly PanelCustomer[] } => {
  const customers = panel.filter(({ days }) => days.some(({ day }) => day <= cut));
  const cases = customers.map((each) => ({ statistics: statisticsAt(each, cut), day: cut }));
  const histories = cases.flatMap(({ statistics }, index) => {
    const inputs = toModelInputs(statistics, cut, 2);
    const customer = customers[index];
    return inputs && customer ? [{ ...inputs, logGaps: logGaps(customer, cut) }] : [];
  });
  const family = transactionModels[model];
  return { customers, cases, transactions: family.at(family.fit(histories).parameters) };
};

/** Whether no purchase came in the window. */
const isSilent = ({ days }: PanelCustomer, cut: number, windowDays: number): boolean =>
  !days.some(({ day }) => day > cut && day <= cut + windowDays);

const windowOf = (
  panel: readonly PanelCustomer[],
  { cutDay, windowDays }: Cuts['training'][number],
  model: TransactionModelName,
): ChurnWindow => {
  const { cases, customers, transactions } = panelAt(panel, cutDay, model);
  const labelled = cases.map((each, index) => ({
    ...each,
    churned: isSilent(customers[index] ?? { id: '', days: [] }, cutDay, windowDays),
  }));
  return { cutDay, windowDays, cases: labelled, transactions };
};

/** A churn model of what is known at a day, with what came in the horizon after it. */
export const learnPanel = (
  panel: readonly PanelCustomer[],
  {
    firstDay,
    lastDay,
    horizonDays,
    model,
  }: { firstDay: number; lastDay: number; horizonDays: number; model: TransactionModelName },
) => {
  const windows = cutWindows({ firstDay, lastDay }, horizonDays).training.map((cut) =>
    windowOf(panel, cut, model),
  );
  const current = panelAt(panel, lastDay, model);
  return {
    windows,
    current,
    churn: fitChurn(windows, { horizonDays, contractGraceDays: 30, current }),
    /** Only for measuring: the fit has not seen it. */
    silent: current.customers.map((each) => isSilent(each, lastDay, horizonDays)),
  };
};
