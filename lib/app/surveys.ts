import { histogramStore } from '../adapters/dynamodb/histogram-store.ts';
import { customerStatuses, invitationStore } from '../adapters/dynamodb/invitation-store.ts';
import { responseReader } from '../adapters/dynamodb/response-reader.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { businessDay } from '../shared/time.ts';
import { closeSurvey, patchSurvey, publishSurvey } from '../surveys/change-survey.ts';
import { createSurvey } from '../surveys/create-survey.ts';
import { inviteCustomers, tokensOf } from '../surveys/invite-customers.ts';
import { listResponses } from '../surveys/list-responses.ts';
import { readResults } from '../surveys/read-results.ts';
import { business, database, subKey } from './base.ts';
import { env } from './env.ts';

const surveyStoreHere = surveyStore(database);

const ports = {
  surveys: surveyStoreHere,
  invitations: invitationStore(database),
  customers: customerStatuses(database),
  responses: responseReader(database),
  histograms: histogramStore(database),
  keys: subKey,
  dayOf: (instant: string) => businessDay(instant, business.zone),
};

/** The use cases of staff around surveys, on DynamoDB. */
export const surveys = {
  create: createSurvey(ports),
  find: surveyStoreHere.find,
  list: surveyStoreHere.list,
  patch: patchSurvey(ports),
  publish: publishSurvey(ports),
  close: closeSurvey(ports),
  invite: inviteCustomers(ports),
  tokensOf: tokensOf(ports),
  responses: listResponses(ports),
  results: readResults(ports),
  /** The address of the hosted form behind a token. */
  linkOf: (token: string): string => `${env('PUBLIC_URL')}/s/${token}`,
};
