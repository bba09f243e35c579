import { surveyStore } from '../adapters/dynamodb/survey-store.ts';
import { createOpenLink } from '../surveys/create-open-link.ts';
import { database, subKey } from './base.ts';
import { env } from './env.ts';

/** Signed links to open forms, on DynamoDB. */
export const openLinks = {
  create: createOpenLink({ surveys: surveyStore(database), keys: subKey }),
  /** The address of the open form behind a link. */
  addressOf: (surveyId: string, link: string): string =>
    `${env('PUBLIC_URL')}/f/${surveyId}?link=${link}`,
};
