import { loadContacts } from '../adapters/dynamodb/ask-log-store.ts';
import { casesOpened, listCases } from '../adapters/dynamodb/case-list.ts';
import { caseStore, tierOf } from '../adapters/dynamodb/case-store.ts';
import { followUpWrites } from '../adapters/dynamodb/follow-up-writes.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { askFollowUp } from '../recovery/ask-follow-up.ts';
import { change, close, openByHand, recordContact, resolve } from '../recovery/work-on-case.ts';
import { tokensOf } from '../surveys/invite-customers.ts';
import { readAskingSettings } from './asking-settings.ts';
import { business, database } from './base.ts';
import { env } from './env.ts';
import { readLinkKeys } from './link-keys.ts';
import { recoverySettings } from './recovery.ts';

interface FollowUpLink {
  readonly surveyId: string;
  readonly invitationId: string;
}

const store = caseStore(database);
const surveyStoreHere = surveyStore(database);

const ports = {
  cases: store,
  tierOf: tierOf(database),
  settings: recoverySettings,
  askFollowUp: askFollowUp({
    surveys: surveyStoreHere,
    contacts: loadContacts(database),
    asking: readAskingSettings,
    canMail: () => env('MAIL_FROM') !== '',
    zone: () => business.zone,
    write: (write) => followUpWrites(database, write),
  }),
  zone: () => business.zone,
};

/** The use cases of staff around recovery cases, on DynamoDB. */
export const cases = {
  find: store.find,
  notes: store.notes,
  list: listCases(database),
  opened: casesOpened(database),
  open: openByHand(ports),
  recordContact: recordContact(ports),
  resolve: resolve(ports),
  close: close(ports),
  change: change(ports),
  settings: recoverySettings,
  /** The personal link of a follow-up. */
  followUpUrl: async ({ surveyId, invitationId }: FollowUpLink): Promise<string> =>
    `${env('PUBLIC_URL')}/s/${(await tokensOf({ linkKeys: readLinkKeys })(surveyId))(invitationId)}`,
  findSurvey: surveyStoreHere.find,
};
