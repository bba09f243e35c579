import type { Day } from '../shared/time.ts';
import type { NetPurchase } from './net-purchases.ts';

/** A day with at least one purchase that is not voided or fully refunded, and its net sum in minor units. */
export interface PurchaseDay {
  readonly day: Day;
  readonly amount: number;
}

/** The purchase days, rising. Several purchases of a day are one; zero amounts count (science.md R10, R12). */
export const purchaseDaysOf = (purchases: readonly NetPurchase[]): readonly PurchaseDay[] => {
  const days = new Map<Day, number>();
  for (const { event, refunded } of purchases) {
    if (event.amount > 0 && refunded === event.amount) continue;
    days.set(event.day, (days.get(event.day) ?? 0) + event.amount - refunded);
  }
  return Array.from(days, ([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day);
};
