import { randomBytes, randomUUID } from 'node:crypto';
import { invitationStore } from '../adapters/dynamodb/invitation-store.ts';
import { recordAnonymous, recordIdentified } from '../adapters/dynamodb/response-store.ts';
import { scoreStore } from '../adapters/dynamodb/score-store.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { classifyRecord } from '../events/classify-record.ts';
import { minorDigits } from '../shared/money.ts';
import { businessDay } from '../shared/time.ts';
import { mintFormToken } from '../surveys/abuse/form-token.ts';
import { allowedOrigins, openForm } from '../surveys/open-form.ts';
import { openLink } from '../surveys/open-link.ts';
import type { RecordIdentified } from '../surveys/ports.ts';
import { submitResponse } from '../surveys/submit-response.ts';
import { business, database, subKey } from './base.ts';
import { activeClassifier } from './scoring.ts';

const commit = recordIdentified(database);

/** An answer counts at once: the classes of its customer are brought up to date behind it. */
const recordAndClassify: RecordIdentified = async (event, invitation) => {
  const outcome = await commit(event, invitation);
  if (outcome === 'recorded') {
    const scores = scoreStore(database);
    const classify = classifyRecord({ scores, classifier: activeClassifier, zone: business.zone });
    await classify(event.customerId, event.recordedAt);
  }
  return outcome;
};

const ports = {
  surveys: surveyStore(database),
  invitations: invitationStore(database),
  keys: subKey,
  recordIdentified: recordAndClassify,
  recordAnonymous: recordAnonymous(database),
  dayOf: (instant: string) => businessDay(instant, business.zone),
  currencyExponent: () => minorDigits(business.currency),
  random: () => randomUUID(),
};

/** What strangers may do: open a link or a form, and answer. */
export const surveyIntake = {
  submit: submitResponse(ports),
  openLink: openLink(ports),
  openForm: openForm(ports),
  allowedOrigins: allowedOrigins(ports),
  /** The token of one rendering of an open form, for its hidden field `_form`. */
  formToken: async (surveyId: string, at: string): Promise<string> =>
    mintFormToken(await subKey('form'), { surveyId, at, nonce: randomBytes(12) }),
};
