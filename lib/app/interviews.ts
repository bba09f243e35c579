import { readInterviews } from '../adapters/dynamodb/interview-reader.ts';
import { customerStatuses, invitationStore } from '../adapters/dynamodb/invitation-store.ts';
import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { businessDay } from '../shared/time.ts';
import { startInterview } from '../surveys/interview.ts';
import { tokensOf } from '../surveys/invite-customers.ts';
import { readInterviewers } from '../surveys/read-interviewers.ts';
import { business, database } from './base.ts';
import { env } from './env.ts';
import { readLinkKeys } from './link-keys.ts';

const ports = {
  surveys: surveyStore(database),
  invitations: invitationStore(database),
  customers: customerStatuses(database),
  linkKeys: readLinkKeys,
  interviews: readInterviews(database),
  dayOf: (instant: string) => businessDay(instant, business.zone),
};

/** The use cases of interviews on DynamoDB. */
export const interviews = {
  start: startInterview(ports),
  report: readInterviewers(ports),
  find: ports.invitations.find,
  tokensOf: tokensOf(ports),
  /** The address of the form behind a token. */
  linkOf: (token: string): string => `${env('PUBLIC_URL')}/s/${token}`,
};
