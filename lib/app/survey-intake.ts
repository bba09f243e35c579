import { randomBytes } from 'node:crypto';
import { readClasses } from '../adapters/dynamodb/class-reader.ts';
import { invitationStore } from '../adapters/dynamodb/invitation-store.ts';
import { ledgerStore } from '../adapters/dynamodb/ledger-store.ts';
import { limitStore } from '../adapters/dynamodb/limit-store.ts';
import { partialStore } from '../adapters/dynamodb/partial-store.ts';
import { quarantineStore } from '../adapters/dynamodb/quarantine-store.ts';
import { quotaStore } from '../adapters/dynamodb/quota-store.ts';
import { recordAnonymous, recordLinked, useUp } from '../adapters/dynamodb/response-store.ts';
import { anonymousRevisions, linkedRevisions } from '../adapters/dynamodb/revision-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { isSpent } from '../adapters/dynamodb/spent-store.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { classifyRecord } from '../events/classify-record.ts';
import { settleCustomer } from '../events/settle-customer.ts';
import { minorDigits } from '../shared/money.ts';
import { businessDay, dateToDay, startOfDay } from '../shared/time.ts';
import { findWaiting } from '../surveys/abuse/decide-held.ts';
import { type GuardPorts, submitGuarded, updateGuarded } from '../surveys/abuse/submit-guarded.ts';
import { findPartial } from '../surveys/find-partial.ts';
import { keepReceipt, keptReceipt } from '../surveys/kept-receipt.ts';
import { allowedOrigins, openForm } from '../surveys/open-form.ts';
import { openLink } from '../surveys/open-link.ts';
import type { LinkedRevisions, RecordLinked } from '../surveys/ports.ts';
import { signBlinded } from '../surveys/sign-blinded.ts';
import type { SubmitPorts } from '../surveys/submit-ports.ts';
import { business, database, subKey } from './base.ts';
import { blindKeys } from './blind-keys.ts';
import { readLinkKeys } from './link-keys.ts';
import { activeClassifier } from './scoring.ts';

const scores = scoreStore(database);

const classify = (customerId: string, at: string): Promise<void> =>
  classifyRecord({ scores, classifier: activeClassifier, zone: business.zone })(customerId, at);

const commit = recordLinked(database);

/** An answer counts at once: the classes of its customer are brought up to date behind it. */
const recordAndClassify: RecordLinked = async (event, alongside) => {
  const outcome = await commit(event, alongside);
  if (outcome.kind === 'recorded') await classify(event.customerId, event.recordedAt);
  return outcome;
};

const revisions = linkedRevisions(database);
const settle = settleCustomer({ scores, ledgers: ledgerStore(database) });

/** A changed answer too: only a fold knows what it makes of the statistics. */
const replaceAndClassify: LinkedRevisions['replace'] = async (next, before, recount) => {
  const outcome = await revisions.replace(next, before, recount);
  if (outcome.kind === 'recorded') {
    await settle(next.customerId);
    await classify(next.customerId, next.recordedAt);
  }
  return outcome;
};

const surveyOf = surveyStore(database);
const quarantine = quarantineStore(database);

/** What taking responses needs, on DynamoDB. */
export const intakePorts: SubmitPorts = {
  surveys: surveyOf,
  invitations: invitationStore(database),
  keys: subKey,
  linkKeys: readLinkKeys,
  recordLinked: recordAndClassify,
  recordAnonymous: recordAnonymous(database),
  useUp: useUp(database),
  quotas: quotaStore(database),
  partials: partialStore(database),
  linkedRevisions: { find: revisions.find, replace: replaceAndClassify },
  anonymousRevisions: anonymousRevisions(database),
  heldRevisions: {
    find: (responseId, today) => findWaiting({ quarantine }, responseId, today),
    replace: quarantine.replace,
  },
  readClasses: readClasses(database),
  verifyCredential: blindKeys.verify,
  isSpent: isSpent(database),
  dayOf: (instant) => businessDay(instant, business.zone),
  endOfDay: (date) => startOfDay(dateToDay(date) + 1, business.zone),
  currencyExponent: () => minorDigits(business.currency),
  randomId: () => `rsp_${randomBytes(13).toString('hex')}`,
};

const ports: GuardPorts = {
  ...intakePorts,
  keys: subKey,
  limits: limitStore(database),
  quarantine,
  chance: Math.random,
};

/** What strangers may do: open a link or a form, and answer. */
export const surveyIntake = {
  /** The visit is that of a stranger; what staff write down comes without one. */
  submit: submitGuarded(ports),
  update: updateGuarded(ports),
  /** What an idempotency record keeps of a receipt, and the receipt again. */
  keepReceipt,
  keptReceipt: keptReceipt(ports),
  /** The stored part of a response that was begun by a personal link. */
  findPartial: findPartial(ports),
  signBlinded: signBlinded({ ...ports, blindKey: blindKeys.open }),
  /** The public key that blinded messages of an anonymous survey are signed by. */
  blindPublicKey: blindKeys.publicKey,
  openLink: openLink(ports),
  openForm: openForm(ports),
  allowedOrigins: allowedOrigins(ports),
};
