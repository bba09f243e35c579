/** Rounded to so many decimals, so that stored aggregates stay small and the same sum gives the same text. */
export const round = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;
