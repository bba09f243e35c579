/** ln(e^u + e^v) without overflow; minus infinity stands for an absent term. */
export const logSumExp = (u: number, v: number): number => {
  const high = Math.max(u, v);
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(-Math.abs(u - v)));
};

/** 1 / (1 + e^-z), exact to rounding in both tails. */
export const logistic = (z: number): number => {
  const tail = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
};
