import type { PurchaseHistory } from '../../lib/value/purchase-history.ts';

/** A small reproducible generator (mulberry32). */
export const generator = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Marsaglia and Tsang (2000), with their boost for shapes under one. */
export const drawGamma = (random: () => number, shape: number): number => {
  if (shape < 1) {
    return drawGamma(random, shape + 1) * random() ** (1 / shape);
  }
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (
      cube > 0 &&
      Math.log(1 - random()) < (normal * normal) / 2 + d - d * cube + d * Math.log(cube)
    ) {
      return d * cube;
    }
  }
};

/** BG/NBD customers with 1 to 104 weeks of history, in weeks. */
export const simulateHistories = (
  customers: number,
  { r, alpha, a, b }: { r: number; alpha: number; a: number; b: number },
  seed: number,
): readonly PurchaseHistory[] => {
  const random = generator(seed);
  return Array.from({ length: customers }, () => {
    const T = Math.ceil((1 + 103 * random()) * 7) / 7;
    const rate = drawGamma(random, r) / alpha;
    const [left, right] = [drawGamma(random, a), drawGamma(random, b)];
    const dropout = left / (left + right);
    let [x, tx] = [0, 0];
    for (;;) {
      const next = tx - Math.log(1 - random()) / rate;
      if (!(next <= T)) {
        return { x, tx, T };
      }
      x += 1;
      tx = next;
      if (random() < dropout) {
        return { x, tx, T };
      }
    }
  });
};

/** Customers of an MBG/CNBD-k world with 10 to 60 weeks of history, and what they buy in the `horizon` weeks behind it. */
export const simulateErlang = (
  customers: number,
  { k, r, alpha, a, b }: { k: number; r: number; alpha: number; a: number; b: number },
  { horizon, seed }: { horizon: number; seed: number },
): readonly { readonly history: Required<PurchaseHistory>; readonly actual: number }[] => {
  const random = generator(seed);
  return Array.from({ length: customers }, () => {
    const T = 10 + 50 * random();
    const rate = drawGamma(random, r) / alpha;
    const [left, right] = [drawGamma(random, a), drawGamma(random, b)];
    const dropout = left / (left + right);
    let [x, tx, logGaps, actual, time] = [0, 0, 0, 0, 0];
    while (random() >= dropout) {
      const gap = drawGamma(random, k) / rate;
      time += gap;
      if (!(time <= T + horizon)) break;
      if (time <= T) {
        [x, tx, logGaps] = [x + 1, time, logGaps + Math.log(gap)];
      } else {
        actual += 1;
      }
    }
    return { history: { x, tx, T, logGaps }, actual };
  });
};
