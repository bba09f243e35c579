import { stripFeedback } from '../../feedback/strip-feedback.ts';
import type { Database } from './database.ts';
import { itemsOfCustomer } from './feedback-list.ts';
import { feedbackStore } from './feedback-store.ts';
import { maxAttempts } from './patience.ts';

/** Strips what came in from outside and was matched to the person: words, address and reply go, the rating stays. */
export const stripFeedbackOf = async (database: Database, customerId: string): Promise<void> => {
  for (const id of await itemsOfCustomer(database, customerId))
    await strip(database, id, customerId);
};

/** An item that is changed at the same time is read again. */
const strip = async (database: Database, id: string, customerId: string): Promise<void> => {
  const store = feedbackStore(database);
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const feedback = await store.find(id);
    if (feedback?.match?.customerId !== customerId) return;
    if (await store.replace(stripFeedback(feedback))) return;
  }
  throw new Error('a feedback item kept changing');
};
