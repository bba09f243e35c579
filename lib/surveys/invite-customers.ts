import type { FailureCode } from '../shared/failure.ts';
import type { Ids } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Instant } from '../shared/time.ts';
import type { HiddenValues } from './hidden-field.ts';
import { mintToken } from './invitation-token.ts';
import type { ReadLinkKeys } from './link-keys.ts';
import { parseHidden } from './parse-hidden.ts';
import type { CustomerStatuses, InvitationStore, SurveyStore } from './ports.ts';
import type { Survey } from './survey.ts';

/** What became of one row: a personal link, or why there is none. */
export type InvitationRow =
  | { readonly id: string; readonly token: string }
  | { readonly refused: FailureCode };

export interface InvitePorts {
  readonly surveys: Pick<SurveyStore, 'find'>;
  readonly invitations: Pick<InvitationStore, 'insert'>;
  readonly customers: CustomerStatuses;
  readonly linkKeys: ReadLinkKeys;
}

export interface InviteRequest {
  readonly surveyId: string;
  readonly customerIds: readonly string[];
  readonly expiresAt: Instant | null;
  /** Trusted values of hidden fields, the same for all. */
  readonly hidden?: Readonly<Record<string, unknown>> | undefined;
  readonly now: Instant;
  readonly ids: Ids;
}

const refusals = {
  merged: 'customer_not_found',
  erased: 'customer_erased',
} as const satisfies Record<string, FailureCode>;

/**
 * Makes one personal link for each customer, in the order of the request. Ids are drawn for every
 * row, refused ones too, so that a repeat of the request finds each row's own id again.
 */
export const inviteCustomers =
  (ports: InvitePorts) =>
  async (request: InviteRequest): Promise<Result<readonly InvitationRow[]>> => {
    const { surveyId, customerIds, expiresAt, now, ids } = request;
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (survey.status !== 'open') return fail('survey_not_open');
    if (expiresAt !== null && expiresAt <= now) return expiryPassed;
    const hidden = hiddenOf(survey, request.hidden ?? {});
    if (!hidden.ok) return hidden;
    const statuses = await ports.customers([...new Set(customerIds)]);
    const tokenOf = await tokensOf(ports)(surveyId);
    const rows = customerIds.map((customerId) => ({ customerId, id: ids('invitation') }));
    const results = await Promise.all(
      rows.map(async ({ customerId, id }): Promise<InvitationRow> => {
        const status = statuses.get(customerId);
        if (status === undefined) return { refused: 'customer_not_found' };
        if (status !== 'live') return { refused: refusals[status] };
        await ports.invitations.insert({
          id,
          surveyId,
          customerId,
          createdAt: now,
          expiresAt,
          hidden: hidden.value,
          revokedAt: null,
          started: false,
          used: false,
        });
        return { id, token: tokenOf(id) };
      }),
    );
    return ok(results);
  };

const expiryPassed = fail('invalid_request', {
  errors: [{ pointer: '/expiresAt', code: 'in_the_past', message: 'This instant has passed' }],
});

const hiddenOf = (
  { definition }: Survey,
  given: Readonly<Record<string, unknown>>,
): Result<HiddenValues> => parseHidden(definition, given, { encoding: 'json', from: 'signature' });

/**
 * Makes the tokens of a survey's invitations: they are not stored, the ids are enough. By the
 * generation that signs now, or by an older one that still lives, so that a link is the same again.
 */
export const tokensOf =
  ({ linkKeys }: { readonly linkKeys: ReadLinkKeys }) =>
  async (surveyId: string, wanted?: number): Promise<(invitationId: string) => string> => {
    const { current, find } = await linkKeys(wanted);
    const known = wanted === undefined ? undefined : find(wanted);
    const signing =
      known === undefined || wanted === undefined ? current : { generation: wanted, key: known };
    return (invitationId) => mintToken(signing, { surveyId, invitationId });
  };
