import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dayOf, readCdnow } from '../reference/cdnow-data.ts';
import type { PanelCustomer } from './purchase-panel.ts';

const grocery = resolve(import.meta.dirname, '../../../shared/data/grocery-elog/groceryElog.csv');
export const hasGrocery = existsSync(grocery);

const panelOf = (
  purchases: readonly { id: string; day: number; cents: number }[],
): readonly PanelCustomer[] => {
  const customers = new Map<string, Map<number, number>>();
  for (const { id, day, cents } of purchases) {
    const days = customers.get(id) ?? new Map<number, number>();
    customers.set(id, days.set(day, (days.get(day) ?? 0) + cents));
  }
  return Array.from(customers, ([id, days]) => ({
    id,
    days: Array.from(days, ([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day),
  }));
};

export const cdnowPanel = (set: 'sample' | 'master'): readonly PanelCustomer[] =>
  panelOf(readCdnow(set));

/** Dates only, no spend. */
export const groceryPanel = (): readonly PanelCustomer[] =>
  panelOf(
    readFileSync(grocery, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [id = '', date = ''] = line.split(',');
        return { id, day: dayOf(date), cents: 0 };
      }),
  );

export const cdnowSplit = {
  firstDay: dayOf('1997-01-01'),
  lastDay: dayOf('1997-09-30'),
  horizonDays: 273,
} as const;

export const grocerySplit = {
  firstDay: dayOf('2006-01-01'),
  lastDay: dayOf('2006-12-31'),
  horizonDays: 364,
} as const;

/** Windows within the calibration year: what the definition of the signals was decided on, never the second year. */
export const groceryInnerSplits = [
  { firstDay: dayOf('2006-01-01'), lastDay: dayOf('2006-06-30'), horizonDays: 182 },
  { firstDay: dayOf('2006-01-01'), lastDay: dayOf('2006-09-30'), horizonDays: 91 },
] as const;
