import type { Response } from './ledger-event.ts';

/** Each satisfaction metric on its own scale: recommendation 0 to 10, satisfaction 1 to 5, ease 1 to 7. */
const scales = { csat: [1, 5], nps: [0, 10], ces: [1, 7] } as const;

/** Two decimals: finer differences say nothing, and the compact record pays for each digit. */
const steps = 100;

/**
 * How satisfied an answer shows its customer, on 0 to 100: the mean of its satisfaction, recommendation
 * and ease scores, each rescaled linearly; null where it has none of them.
 */
export const satisfactionOf = ({ metrics }: Pick<Response, 'metrics'>): number | null => {
  const shares = (['csat', 'nps', 'ces'] as const).flatMap((metric) => {
    const value = metrics[metric];
    const [least, most] = scales[metric];
    return value === undefined ? [] : [(value - least) / (most - least)];
  });
  if (shares.length === 0) return null;
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Math.round(mean * 100 * steps) / steps;
};
