import type { PurchaseHistory } from './purchase-history.ts';

/** Places of the memo, a power of two; a million customers by day have some twenty thousand distinct pairs of x and a time. */
const places = 65_536;
/** x, time, horizon and the value of each place stand side by side. */
const stride = 4;

/** Calls before the memo is laid out: whoever scores a few customers does not pay for it. */
const callsBefore = 256;

/** Spreads (x, time, horizon) over the places; times are told apart to a millionth of a week. */
const placeOf = (x: number, time: number, horizon: number): number => {
  const mixed =
    Math.imul(x + 1, 0x9e3779b1) ^
    Math.imul((time * 1_048_576) | 0, 0x85ebca6b) ^
    Math.imul((horizon * 1_048_576) | 0, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
};

/**
 * Remembers the last values of a function of (x, time, horizon), one to a place. Many customers share x and T, and what
 * they have in common costs ten times what looking it up does. Bounded at two megabytes, and without effect on any value.
 */
export const rememberByHistory = (
  compute: (x: number, time: number, horizon: number) => number,
): ((x: number, time: number, horizon: number) => number) => {
  let memo: Float64Array | null = null;
  let calls = 0;
  return (x, time, horizon) => {
    if (calls < callsBefore) {
      calls += 1;
      return compute(x, time, horizon);
    }
    memo ??= new Float64Array(places * stride).fill(Number.NaN);
    const start = placeOf(x, time, horizon) * stride;
    if (memo[start] === x && memo[start + 1] === time && memo[start + 2] === horizon) {
      return memo[start + 3] ?? 0;
    }
    const value = compute(x, time, horizon);
    memo[start] = x;
    memo[start + 1] = time;
    memo[start + 2] = horizon;
    memo[start + 3] = value;
    return value;
  };
};

/**
 * Remembers a function of (x, tx, T) for the last history. A customer is asked about many times in a row: P(alive), and
 * expected purchases at every discounting step, of which P(alive) is a factor.
 */
export const rememberLast = <Value>(
  compute: (history: PurchaseHistory) => Value,
): ((history: PurchaseHistory) => Value) => {
  let last: { x: number; tx: number; T: number; value: Value } | null = null;
  return (history) => {
    const { x, tx, T } = history;
    if (last === null || last.x !== x || last.tx !== tx || last.T !== T) {
      last = { x, tx, T, value: compute(history) };
    }
    return last.value;
  };
};
