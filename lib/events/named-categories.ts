import { categoryShares } from './detail-changes.ts';
import { isGivenBack, type NetPurchase } from './net-purchases.ts';

/**
 * Most categories that the detail of one customer tells apart, so that its item stays within what a
 * table takes; the others add up under one.
 */
export const categoriesMax = 200;

/**
 * The categories that are told apart: those bought in first, by purchases in order of time and id that
 * were not given back. A purchase at the end of a ledger moves none of them out.
 */
export const namedCategories = (
  purchases: readonly NetPurchase[],
  max = categoriesMax,
): ReadonlySet<string> => {
  const named = new Set<string>();
  for (const purchase of purchases) {
    if (isGivenBack(purchase)) continue;
    for (const category of categoryShares(purchase.event).keys()) {
      if (named.size < max) named.add(category);
    }
  }
  return named;
};
