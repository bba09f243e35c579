import { listEvents } from '../adapters/dynamodb/event-list.ts';
import { findByExternalId } from '../adapters/dynamodb/external-id.ts';
import { identityKeys } from '../adapters/dynamodb/identity-store.ts';
import { commitIntake } from '../adapters/dynamodb/intake-store.ts';
import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { classifyRecord } from '../events/classify-record.ts';
import { listCustomerEvents } from '../events/list-events.ts';
import type { NewEvent } from '../events/new-event.ts';
import type { CommitEvent } from '../events/ports.ts';
import { type BatchRow, recordBatch } from '../events/record-batch.ts';
import {
  findOwner,
  type NewEntry,
  type Owner,
  type Recorded,
  recordEvent,
} from '../events/record-event.ts';
import { settleCustomer } from '../events/settle-customer.ts';
import type { Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import { business, database, subKey } from './base.ts';
import { activeClassifier } from './scoring.ts';

const scores = scoreStore(database);
const commit: CommitEvent = (event) => commitIntake(database, event);
const ownerOf = findOwner(findByExternalId(database, identityKeys(subKey)));

const record = (owner: Owner, entry: NewEntry): Promise<Result<Recorded>> =>
  recordEvent({ commit, currency: business.currency, zone: business.zone })(owner, entry);

const classify = (customerId: string, now: Instant): Promise<void> =>
  classifyRecord({ scores, classifier: activeClassifier, zone: business.zone })(customerId, now);

const settle = settleCustomer({ scores, ledgers: ledgerStore(database) });

const intake = { findOwner: ownerOf, record };
const batch = recordBatch({ ...intake, classify });

/** Tickets and subscriptions move the risk as a fold reads them: one that comes alone is folded at once. */
const foldedAtOnce: ReadonlySet<NewEvent['type']> = new Set(['service', 'subscription']);
const foldedBatch = recordBatch({
  ...intake,
  classify: async (customerId, now) => {
    await settle(customerId);
    await classify(customerId, now);
  },
});

/** The use cases of events on DynamoDB. */
export const events = {
  /** A batch of one: the same path, so that both record the same. Many rows of a customer are not folded, alone a row may be. */
  record: async (event: NewEvent, freshId: string, now: Instant): Promise<Result<Recorded>> => {
    const run = foldedAtOnce.has(event.type) ? foldedBatch : batch;
    const [result] = await run([{ input: { ok: true, value: event }, freshId }], now);
    if (!result) throw new Error('a batch of one has no result');
    return result;
  },
  batch: (rows: readonly BatchRow[], now: Instant): Promise<readonly Result<Recorded>[]> =>
    batch(rows, now),
  list: (...[customerId, filter, page]: Parameters<ReturnType<typeof listCustomerEvents>>) =>
    listCustomerEvents({ scores, list: listEvents(database), zone: business.zone })(
      customerId,
      filter,
      page,
    ),
};
