import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';
import { dayOf } from './cdnow-data.ts';

const file = resolve(import.meta.dirname, '../../../shared/data/grocery-elog/groceryElog.csv');

export const hasGrocery = existsSync(file);

export interface GroceryCustomer {
  readonly history: PurchaseHistory & { readonly logGaps: number };
  /** Purchase days in the 52 weeks behind the calibration. */
  readonly actual: number;
}

/** 1,525 customers of an online grocer in weeks, calibrated until 2006-12-31. */
export const readGrocery = (): readonly GroceryCustomer[] => {
  const end = dayOf('2006-12-31');
  const customers = new Map<string, Set<number>>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [id = '', date = ''] = line.split(',');
    customers.set(id, (customers.get(id) ?? new Set()).add(dayOf(date)));
  }
  return [...customers.values()].map((set) => {
    const days = [...set].sort((left, right) => left - right);
    const before = days.filter((day) => day <= end);
    const first = before[0] ?? end;
    const gaps = before.slice(1).map((day, index) => (day - (before[index] ?? day)) / 7);
    return {
      history: {
        x: before.length - 1,
        tx: ((before.at(-1) ?? first) - first) / 7,
        T: (end - first) / 7,
        logGaps: gaps.reduce((sum, gap) => sum + Math.log(gap), 0),
      },
      actual: days.filter((day) => day > end && day <= end + 364).length,
    };
  });
};
