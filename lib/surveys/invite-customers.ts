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

/**
 * Counts a link as a question to its customer, once; a guarded one may be refused with a code, because
 * the customer was asked a short time ago or does not want to be.
 */
export type RecordAsk = (ask: {
  readonly customerId: string;
  readonly surveyId: string;
  readonly invitationId: string;
  readonly now: Instant;
  readonly isGuarded: boolean;
}) => Promise<FailureCode | null>;

export interface InviteRequest {
  readonly surveyId: string;
  readonly customerIds: readonly string[];
  readonly expiresAt: Instant | null;
  /** Trusted values of hidden fields, the same for all. */
  readonly hidden?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the fatigue guard and withdrawn consent may refuse rows. */
  readonly isGuarded: boolean;
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
  (ports: InvitePorts & { readonly recordAsk: RecordAsk }) =>
  async (request: InviteRequest): Promise<Result<readonly InvitationRow[]>> => {
    const { surveyId, customerIds, expiresAt, isGuarded, now, ids } = request;
    const survey = await ports.surveys.find(surveyId);
    if (!survey) return fail('survey_not_found');
    if (survey.status !== 'open') return fail('survey_not_open');
    if (expiresAt !== null && expiresAt <= now) return expiryPassed;
    const hidden = hiddenOf(survey, request.hidden ?? {});
    if (!hidden.ok) return hidden;
    const statuses = await ports.customers([...new Set(customerIds)]);
    const tokenOf = await tokensOf(ports)(surveyId);
    const rows = customerIds.map((customerId) => ({ customerId, id: ids('invitation') }));
    const invite = async ({ customerId, id }: Row): Promise<InvitationRow> => {
      const status = statuses.get(customerId);
      if (status === undefined) return { refused: 'customer_not_found' };
      if (status !== 'live') return { refused: refusals[status] };
      const ask = { customerId, surveyId, invitationId: id, now, isGuarded };
      const refused = await ports.recordAsk(ask);
      if (refused !== null) return { refused };
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
    };
    return ok(await customerByCustomer(rows, invite));
  };

interface Row {
  readonly customerId: string;
  readonly id: string;
}

/** Rows of one customer in turn, because each is recorded in the same log; those of different ones beside each other. */
const customerByCustomer = async (
  rows: readonly Row[],
  invite: (row: Row) => Promise<InvitationRow>,
): Promise<readonly InvitationRow[]> => {
  const done = new Map<string, InvitationRow>();
  const work = Map.groupBy(rows, ({ customerId }) => customerId);
  await Promise.all(
    [...work.values()].map(async (own) => {
      for (const row of own) done.set(row.id, await invite(row));
    }),
  );
  return rows.flatMap(({ id }) => done.get(id) ?? []);
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
