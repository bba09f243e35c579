import { stripFeedback } from '../../feedback/strip-feedback.ts';
import type { Database } from './database.ts';
import { customerItems } from './erasure-inventory.ts';
import { itemsOfCustomer } from './feedback-list.ts';
import { findFeedback, replaceFeedback } from './feedback-store.ts';
import { customerKeys } from './keys.ts';
import { maxAttempts } from './patience.ts';

/** Strips what came in from outside and was matched to the person: words, address and reply go, the rating stays. */
export const stripFeedbackOf = async (database: Database, customerId: string): Promise<void> => {
  const counted = await itemsOfCustomer(database, customerId);
  for (const id of new Set([...counted, ...(await unenteredOf(database, customerId))]))
    await strip(database, id, customerId);
};

/** Words that are in no ledger: notes beside the profile lead there. */
const unenteredOf = async (database: Database, customerId: string): Promise<readonly string[]> => {
  const { besides } = await customerItems(database, customerId);
  const prefix = customerKeys.words(customerId, '').sk;
  return besides.flatMap(({ sk }) => (sk.startsWith(prefix) ? [sk.slice(prefix.length)] : []));
};

/** An item that is changed at the same time is read again. */
const strip = async (database: Database, id: string, customerId: string): Promise<void> => {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const feedback = await findFeedback(database, id);
    if (feedback?.match?.customerId !== customerId) return;
    if (await replaceFeedback(database, stripFeedback(feedback))) return;
  }
  throw new Error('a feedback item kept changing');
};
