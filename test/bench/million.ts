import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';
import { simulateHistories } from '../value/simulate-histories.ts';

/** The world of science's synthetic million: the CDNOW fit of Fader, Hardie and Lee (2005). */
export const truth = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

/** Customers with 1 to 104 weeks of history, purchases by whole days, in weeks. */
export const simulateMillion = (customers: number): readonly PurchaseHistory[] =>
  simulateHistories(customers, truth, 20261121).map(({ x, tx, T }) => ({
    x,
    tx: Math.floor(tx * 7) / 7,
    T,
  }));
