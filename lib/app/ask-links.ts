import { mintUnsubscribe } from '../asking/unsubscribe-token.ts';
import type { Invitation } from '../surveys/invitation.ts';
import { tokensOf } from '../surveys/invite-customers.ts';
import { subKey } from './base.ts';
import { env } from './env.ts';
import { readLinkKeys } from './link-keys.ts';

const tokens = tokensOf({ linkKeys: readLinkKeys });

/** The personal link of an invitation, made now by the key in force. */
export const invitationLink = async ({ id, surveyId }: Invitation): Promise<string> =>
  `${env('PUBLIC_URL')}/s/${(await tokens(surveyId))(id)}`;

/** The link by which a customer is asked no more. */
export const unsubscribeLink = async (customerId: string): Promise<string> =>
  `${env('PUBLIC_URL')}/u/${mintUnsubscribe(await subKey('unsubscribe'), customerId)}`;
