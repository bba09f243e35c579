import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { noSignals, type Statistics } from '../../lib/scoring/statistics.ts';

/** The data folder beside the project; the suite runs without it and says what it skipped. */
const folder = resolve(import.meta.dirname, '../../../shared/data/cdnow');

export const hasCdnow = existsSync(folder);

export interface CdnowPurchase {
  readonly id: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly cents: number;
}

export const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

/** The file of one of the two sets: id, date, number of CDs, value. */
export const readCdnowFile = (set: 'sample' | 'master'): string =>
  readFileSync(resolve(folder, `cdnow_${set}_transactions.csv`), 'utf8');

/** The transactions of one of the two sets, as published. */
export const readCdnow = (set: 'sample' | 'master'): readonly CdnowPurchase[] =>
  readCdnowFile(set)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', date = '', , value = ''] = line.split(',');
      return { id, day: dayOf(date), cents: Math.round(Number(value) * 100) };
    });

export interface CdnowCustomer {
  readonly id: string;
  readonly days: ReadonlyMap<number, number>;
}

/** Purchase days of each customer up to a day: same-day purchases are one purchase (science.md R12). */
export const customersUpTo = (
  purchases: readonly CdnowPurchase[],
  end: number,
): readonly CdnowCustomer[] => {
  const customers = new Map<string, Map<number, number>>();
  for (const { id, day, cents } of purchases.filter((purchase) => purchase.day <= end)) {
    const days = customers.get(id) ?? new Map<number, number>();
    customers.set(id, days.set(day, (days.get(day) ?? 0) + cents));
  }
  return [...customers].map(([id, days]) => ({ id, days }));
};

/** What the compact record of a customer holds. */
export const statisticsOf = ({ days }: CdnowCustomer): Statistics => {
  const sorted = [...days.keys()].sort((left, right) => left - right);
  const [firstDay = null] = sorted;
  return {
    purchaseDays: sorted.length,
    firstDay,
    lastDay: sorted.at(-1) ?? null,
    total: [...days.values()].reduce((sum, cents) => sum + cents, 0),
    firstDayTotal: days.get(firstDay ?? 0) ?? 0,
    lastDayTotal: days.get(sorted.at(-1) ?? 0) ?? 0,
    daySum: sorted.reduce((sum, day) => sum + day, 0),
    signals: noSignals,
  };
};

/** The model inputs of a customer in weeks and dollars. */
export const historyOf = ({ days }: CdnowCustomer, end: number) => {
  const sorted = [...days.keys()].sort((left, right) => left - right);
  const first = sorted[0] ?? end;
  const x = sorted.length - 1;
  const cents = sorted.slice(1).reduce((sum, day) => sum + (days.get(day) ?? 0), 0);
  return {
    x,
    tx: ((sorted.at(-1) ?? first) - first) / 7,
    T: (end - first) / 7,
    zbar: x === 0 ? 0 : cents / x / 100,
  };
};
