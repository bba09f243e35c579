import { createHmac } from 'node:crypto';
import { customersNamed, ownsOrder } from '../adapters/dynamodb/author-finder.ts';
import { commitWithItem, feedbackStore } from '../adapters/dynamodb/feedback-store.ts';
import { findHolders, identityKeys } from '../adapters/dynamodb/identity-store.ts';
import { customerStatuses } from '../adapters/dynamodb/invitation-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { settingsStore } from '../adapters/dynamodb/settings-store.ts';
import { classifyRecord } from '../events/classify-record.ts';
import {
  ignoreFeedback,
  matchFeedback,
  replyToFeedback,
  unmatchFeedback,
} from '../feedback/change-feedback.ts';
import { defaultFeedbackSettings, FeedbackSettings } from '../feedback/feedback-settings.ts';
import { findAuthor } from '../feedback/find-author.ts';
import { listFeedback } from '../feedback/list-feedback.ts';
import type { CustomerStatus, HoldersOf } from '../feedback/ports.ts';
import { readFeedbackReport } from '../feedback/read-report.ts';
import { settleFeedback } from '../feedback/settle-feedback.ts';
import { takeBatch } from '../feedback/take-batch.ts';
import { takeFeedback } from '../feedback/take-feedback.ts';
import { type PutSettings, putSettings } from '../shared/settings.ts';
import type { Instant } from '../shared/time.ts';
import { business, database, subKey } from './base.ts';
import { activeClassifier } from './scoring.ts';

const store = feedbackStore(database);
const scores = scoreStore(database);
const settings = settingsStore(database, {
  kind: 'feedback',
  schema: FeedbackSettings,
  brought: defaultFeedbackSettings,
});
const zone = () => business.zone;

const holders = findHolders(database, identityKeys(subKey));
const holdersOf: HoldersOf = (identities) =>
  identities.length === 0 ? Promise.resolve([]) : holders(identities);
const statusOf: CustomerStatus = async (customerId) =>
  (await customerStatuses(database)([customerId])).get(customerId);

/** Under the key of identities: what a signature is made of cannot be tried out without it. */
const hashed = async (signatures: readonly string[]): Promise<readonly string[]> => {
  const key = await subKey('identity');
  return signatures.map((text) =>
    createHmac('sha256', key).update(`feedback\u0000${text}`).digest('base64url'),
  );
};

const classify = (customerId: string, now: Instant) =>
  classifyRecord({ scores, classifier: activeClassifier, zone: business.zone })(customerId, now);
const settle = settleFeedback({ store, commit: commitWithItem(database), classify, zone });

const take = takeFeedback({
  store,
  findAuthor: findAuthor({
    statusOf,
    holdersOf,
    customersNamed: customersNamed(database),
    ownsOrder: ownsOrder(database),
  }),
  settle,
  classify,
  zone,
  settings: async () => (await settings.active()).settings,
  hashed,
});

const changes = { store, statusOf, settle };

/** The use cases of feedback on DynamoDB. */
export const feedback = {
  takeAll: takeBatch(take),
  find: store.find,
  list: listFeedback({ store, zone }),
  report: readFeedbackReport({ store, zone }),
  match: matchFeedback(changes),
  unmatch: unmatchFeedback(changes),
  reply: replyToFeedback(changes),
  ignore: ignoreFeedback(changes),
  settings: settings.active,
  putSettings: (put: PutSettings<FeedbackSettings>) => putSettings(settings, put),
};
