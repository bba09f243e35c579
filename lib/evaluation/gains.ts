import { risingOrder } from './ranks.ts';

/**
 * Share of the actual amounts that the customers with the highest predictions hold, the best `share` of them; a
 * fraction of a customer counts as that fraction. Null where there is nothing to capture.
 */
export const captured = (
  predicted: readonly number[],
  actual: readonly number[],
  share: number,
): number | null => {
  const total = actual.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return null;
  const wanted = share * actual.length;
  const best = risingOrder(predicted.map((value) => -value));
  const held = best.reduce(
    (sum, customer, place) =>
      sum + (actual[customer] ?? 0) * Math.min(1, Math.max(0, wanted - place)),
    0,
  );
  return held / total;
};

const tenths = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Cumulative gains: what the best tenth, the best two tenths and so on hold. Empty where nothing came. */
export const cumulativeGains = (
  predicted: readonly number[],
  actual: readonly number[],
): readonly number[] => tenths.flatMap((share) => captured(predicted, actual, share) ?? []);
