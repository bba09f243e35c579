import type { EventOf, LedgerEvent } from './ledger-event.ts';
import type { Response } from './voice-facts.ts';

/** Each satisfaction metric on its own scale: recommendation 0 to 10, satisfaction 1 to 5, ease 1 to 7. */
const scales = { csat: [1, 5], nps: [0, 10], ces: [1, 7] } as const;

/** An event in which its customer says how it was. */
export type Answer = EventOf<'response'> | EventOf<'feedback'>;

export const isAnswer = (event: LedgerEvent): event is Answer =>
  event.type === 'response' || event.type === 'feedback';

/** The scores of an answer. A rating outside a survey is one of satisfaction: both are asked on 1 to 5. */
export const metricsIn = (answer: Answer): Response['metrics'] => {
  if (answer.type === 'response') return answer.metrics;
  return answer.rating === undefined ? {} : { csat: answer.rating };
};

/** Two decimals: finer differences say nothing, and the compact record pays for each digit. */
const steps = 100;

/**
 * How satisfied an answer shows its customer, on 0 to 100: the mean of its satisfaction, recommendation
 * and ease scores, each rescaled linearly; null where it has none of them.
 */
export const satisfactionOf = (metrics: Response['metrics']): number | null => {
  const shares = (['csat', 'nps', 'ces'] as const).flatMap((metric) => {
    const value = metrics[metric];
    const [least, most] = scales[metric];
    return value === undefined ? [] : [(value - least) / (most - least)];
  });
  if (shares.length === 0) return null;
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Math.round(mean * 100 * steps) / steps;
};
