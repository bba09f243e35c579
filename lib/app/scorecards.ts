import { readDetail } from '../adapters/dynamodb/detail-store.ts';
import { friendStore } from '../adapters/dynamodb/friend-store.ts';
import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { classifyRecord } from '../events/classify-record.ts';
import { refreshCustomer } from '../events/refresh-customer.ts';
import { settleCustomer } from '../events/settle-customer.ts';
import { readScorecard, type ScorecardQuery } from '../runs/read-scorecard.ts';
import { type ScoreContext, scoreCustomer } from '../runs/score-customer.ts';
import { ledgerOf } from '../shared/ids.ts';
import type { Instant } from '../shared/time.ts';
import { business, database } from './base.ts';
import { activeClassifier, scoringFor } from './scoring.ts';

const scores = scoreStore(database);
const ledgers = ledgerStore(database);
const friends = friendStore(database);

const settle = settleCustomer({ scores, ledgers });

const contextAt = (now: Instant): ScoreContext => ({
  settle: refreshCustomer({
    read: scores.read,
    settle,
    classify: (customerId) =>
      classifyRecord({ scores, classifier: activeClassifier, zone: business.zone })(
        customerId,
        now,
      ),
  }),
  readDetail: readDetail(database),
  ...friends,
  readLedger: (customerId) => ledgers.readAll(ledgerOf(customerId)),
  scoringFor,
  writeClasses: scores.writeClasses,
  zone: business.zone,
  now,
});

export const scorecard = (query: ScorecardQuery, now: Instant) =>
  readScorecard(contextAt(now), query);

export const scoreNow = (customerId: string, now: Instant) =>
  scoreCustomer(contextAt(now), customerId);
