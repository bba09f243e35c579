import { histogramStore } from '../adapters/dynamodb/histogram-store.ts';
import { customerStatuses, invitationStore } from '../adapters/dynamodb/invitation-store.ts';
import { responseReader } from '../adapters/dynamodb/response-reader.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { businessDay } from '../shared/time.ts';
import {
  closeSurvey,
  patchSurvey,
  publishSurvey,
  type SurveyRequest,
} from '../surveys/change-survey.ts';
import { createSurvey } from '../surveys/create-survey.ts';
import { inviteCustomers, tokensOf } from '../surveys/invite-customers.ts';
import { listResponses } from '../surveys/list-responses.ts';
import { readInvitation } from '../surveys/read-invitation.ts';
import { readResults } from '../surveys/read-results.ts';
import { revokeInvitation } from '../surveys/revoke-invitation.ts';
import { business, database } from './base.ts';
import { blindKeys } from './blind-keys.ts';
import { env } from './env.ts';
import { recordHandAsk } from './hand-asks.ts';
import { readLinkKeys } from './link-keys.ts';

const surveyStoreHere = surveyStore(database);

const ports = {
  surveys: surveyStoreHere,
  invitations: invitationStore(database),
  customers: customerStatuses(database),
  responses: responseReader(database),
  histograms: histogramStore(database),
  linkKeys: readLinkKeys,
  recordAsk: recordHandAsk,
  dayOf: (instant: string) => businessDay(instant, business.zone),
};

const publish = publishSurvey(ports);

/** The use cases of staff around surveys, on DynamoDB. */
export const surveys = {
  create: createSurvey(ports),
  find: surveyStoreHere.find,
  list: surveyStoreHere.list,
  patch: patchSurvey(ports),
  /** An anonymous survey gets the key pair of its credentials before anybody can answer it. */
  publish: async (request: SurveyRequest) => {
    const survey = await surveyStoreHere.find(request.surveyId);
    if (survey?.status === 'draft' && survey.definition.mode === 'anonymous')
      await blindKeys.ensure(survey.id);
    return publish(request);
  },
  close: closeSurvey(ports),
  invite: inviteCustomers(ports),
  tokensOf: tokensOf(ports),
  findInvitation: readInvitation(ports),
  revokeInvitation: revokeInvitation(ports),
  responses: listResponses(ports),
  results: readResults(ports),
  /** The address of the hosted form behind a token. */
  linkOf: (token: string): string => `${env('PUBLIC_URL')}/s/${token}`,
};
