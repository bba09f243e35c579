/** The sufficient statistics of one customer for every transaction model here; one time unit throughout. */
export interface PurchaseHistory {
  /** Repeat purchase days. */
  readonly x: number;
  /** Time from the first to the last purchase. */
  readonly tx: number;
  /** Time from the first purchase to the end of the data. */
  readonly T: number;
  /**
   * Sum of ln of the times between successive purchases, 0 where x is 0. Only models of regular buyers use it; without
   * it they cannot tell regular gaps from irregular ones.
   */
  readonly logGaps?: number;
}

const faults: readonly [(history: PurchaseHistory) => boolean, string][] = [
  [({ x }) => !Number.isSafeInteger(x) || x < 0, 'x must be a whole number, 0 or more'],
  [({ T }) => !Number.isFinite(T) || T < 0, 'T must be a finite time, 0 or more'],
  [({ tx, T }) => !(tx >= 0 && tx <= T), 'tx must lie between 0 and T'],
  [({ x, tx }) => x === 0 && tx !== 0, 'tx must be 0 where x is 0'],
  [({ logGaps = 0 }) => !Number.isFinite(logGaps), 'logGaps must be finite'],
  [({ x, logGaps = 0 }) => x === 0 && logGaps !== 0, 'logGaps must be 0 where x is 0'],
];

/** Why a history cannot be one, or null. Histories come from folds, so a faulty one is a bug and callers throw. */
export const historyFault = (history: PurchaseHistory): string | null =>
  faults.find(([isFault]) => isFault(history))?.[1] ?? null;

/** Throws on a history that no customer can have. */
export const assertHistory = (history: PurchaseHistory): void => {
  const fault = historyFault(history);
  if (fault !== null) {
    throw new RangeError(`${fault}: ${JSON.stringify(history)}`);
  }
};
