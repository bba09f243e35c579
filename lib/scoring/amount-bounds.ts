import * as z from 'zod';
import { type AmountMeasure, amountMeasures, type BandSettings } from './policy/bands.ts';
import { quantileBounds } from './quantiles.ts';
import type { Statistics } from './statistics.ts';

/** Amount bands that were cut by quantile, pinned with the model whose sample they were cut on. */
export const AmountBounds = z.strictObject({
  of: z.enum(amountMeasures),
  bounds: z.array(z.strictObject({ id: z.string(), from: z.number().nonnegative() })),
});
export type AmountBounds = z.infer<typeof AmountBounds>;

/** Net total, or its mean by purchase day, in minor units. Statistics are after refunds and in the reporting currency. */
export const amountOf = ({ total, purchaseDays }: Statistics, of: AmountMeasure): number =>
  of === 'total' || purchaseDays === 0 ? total : total / purchaseDays;

/** The bounds of the amount bands: the policy's own, or cut at its shares of everybody who has bought; null where nobody has. */
export const amountBoundsOf = (
  { amount }: BandSettings,
  customers: readonly Statistics[],
): AmountBounds | null => {
  const rest = { id: amount.rest.id, from: 0 };
  if (amount.by === 'amount') {
    return {
      of: amount.of,
      bounds: [...amount.levels.map(({ id, from }) => ({ id, from })), rest],
    };
  }
  const buyers = customers.filter(({ purchaseDays }) => purchaseDays > 0);
  if (buyers.length === 0) return null;
  const values = buyers.map((customer) => amountOf(customer, amount.of));
  return { of: amount.of, bounds: [...quantileBounds(amount.levels, values), rest] };
};
