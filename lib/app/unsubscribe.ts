import { consentStore } from '../adapters/dynamodb/consent-store.ts';
import { verifyUnsubscribe } from '../asking/unsubscribe-token.ts';
import { withdrawnConsents } from '../asking/withdraw-consent.ts';
import type { Instant } from '../shared/time.ts';
import { readAskingSettings } from './asking-settings.ts';
import { database, subKey } from './base.ts';

const consents = consentStore(database);
const attemptsMax = 25;

/** The customer behind a link; null for every text that is none. */
const customerOf = async (token: string): Promise<string | null> =>
  verifyUnsubscribe(await subKey('unsubscribe'), token);

export const unsubscription = {
  isGenuine: async (token: string): Promise<boolean> => (await customerOf(token)) !== null,
  /** Withdraws; false for a token that is none. Who is gone, or withdrew before, is told the same. */
  withdraw: async (token: string, now: Instant): Promise<boolean> => {
    const customerId = await customerOf(token);
    if (customerId === null) return false;
    const { consent } = await readAskingSettings();
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const stored = await consents.find(customerId);
      if (stored?.status !== 'live') return true;
      const next = withdrawnConsents(stored.customer.consents, consent, now);
      if (next === null) return true;
      if (await consents.write({ customer: stored.customer, consents: next, at: now })) return true;
    }
    throw new Error('a withdrawal lost every race');
  },
};
