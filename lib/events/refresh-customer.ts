import type { ScoreRecord } from '../scoring/score-record.ts';

export interface RefreshDependencies {
  readonly read: (customerId: string) => Promise<ScoreRecord | undefined>;
  readonly settle: (customerId: string) => Promise<ScoreRecord | undefined>;
  readonly classify: (customerId: string) => Promise<void>;
}

/**
 * The record of a customer for whoever looks at it. What could not be added (a refund, a void, a late
 * purchase) was left to a fold; the reader who does it also brings the classes up to date, as intake
 * does for everything else. A clean record costs one read.
 */
export const refreshCustomer =
  ({ read, settle, classify }: RefreshDependencies) =>
  async (customerId: string): Promise<ScoreRecord | undefined> => {
    const record = await read(customerId);
    if (!record?.dirty || record.status !== 'live') return record;
    const settled = await settle(customerId);
    await classify(customerId);
    // A fold that lost against a busy customer is not stored: what was folded is the best answer then.
    const after = await read(customerId);
    return after?.dirty ? settled : after;
  };
