import type { EventOf } from './ledger-event.ts';

export interface NetPurchase {
  readonly event: EventOf<'purchase'>;
  /** How much of its amount refunds of its order took back, in minor units. */
  readonly refunded: number;
}

/** Whether refunds took all of a purchase back: it then counts as none. */
export const isGivenBack = ({ event: { amount }, refunded }: NetPurchase): boolean =>
  amount > 0 && refunded === amount;

/**
 * Takes refunds off the purchases of their order, the earliest first and never below zero. What
 * finds no purchase waits as unmatched until one arrives.
 */
export const netPurchases = (
  purchases: readonly EventOf<'purchase'>[],
  refunds: readonly EventOf<'refund'>[],
): { purchases: readonly NetPurchase[]; unmatched: Readonly<Record<string, number>> } => {
  const open = new Map<string, number>();
  for (const { orderId, amount } of refunds) open.set(orderId, (open.get(orderId) ?? 0) + amount);
  const net = purchases.map((event) => {
    const waiting = open.get(event.orderId) ?? 0;
    const refunded = Math.min(waiting, event.amount);
    if (refunded > 0) open.set(event.orderId, waiting - refunded);
    return { event, refunded };
  });
  return {
    purchases: net,
    unmatched: Object.fromEntries([...open].filter(([, amount]) => amount > 0)),
  };
};
