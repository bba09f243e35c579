import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';
import { simulateHistories } from '../value/simulate-histories.ts';

/** The world of science's synthetic million: the CDNOW fit of Fader, Hardie and Lee (2005). */
const truth = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
/** Simulated at a time, so that the peak of the process is that of the work and not of two copies of everybody. */
const batch = 10_000;

/** Customers with 1 to 104 weeks of history, purchases by whole days, in weeks. */
export const simulateMillion = (customers: number): readonly PurchaseHistory[] => {
  const histories: PurchaseHistory[] = [];
  for (let seed = 1; histories.length < customers; seed += 1) {
    for (const { x, tx, T } of simulateHistories(batch, truth, seed)) {
      histories.push({ x, tx: Math.floor(tx * 7) / 7, T });
    }
  }
  return histories.slice(0, customers);
};
