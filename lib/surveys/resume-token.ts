import { createHmac } from 'node:crypto';
import { type CalendarDate, dateToDay, dayToDate } from '../shared/time.ts';
import { sameSignature } from './invitation-token.ts';

/** Where a response stands that its respondent may take up again. */
export interface ResumeTarget {
  readonly responseId: string;
  readonly surveyId: string;
  /** Also where a response that is not complete waits. */
  readonly receipt: string;
  /** The invitation that it uses; null where it uses none, or has used it up and is anonymous. */
  readonly invitationId: string | null;
  /** Of an anonymous response the day from which on it may be stored; null of one that its customer's ledger has. */
  readonly since: CalendarDate | null;
}

const shape =
  /^r1\.([0-9a-z]{26})([0-9a-z]{26})([A-Za-z0-9_-]{32})(?:i([0-9a-z]{26}))?(?:d([0-9]{1,6}))?\.([A-Za-z0-9_-]{43})$/;

const mac = (key: Buffer, payload: string): Buffer =>
  createHmac('sha256', key).update(`r1.${payload}`).digest();

const suffix = (id: string): string => id.slice(4);

/**
 * The secret by which a response is taken up again: signed ids, stored nowhere. It names the receipt and
 * the place itself, so that nothing has to be kept that leads from an invitation to an anonymous answer.
 */
export const mintResumeToken = (key: Buffer, target: ResumeTarget): string => {
  const { responseId, surveyId, receipt, invitationId, since } = target;
  const by = invitationId === null ? '' : `i${suffix(invitationId)}`;
  const day = since === null ? '' : `d${dateToDay(since)}`;
  const payload = suffix(responseId) + suffix(surveyId) + suffix(receipt) + by + day;
  return `r1.${payload}.${mac(key, payload).toString('base64url')}`;
};

/** A token without its signature: it names everything and opens nothing. */
export const unsignedResume = (token: string): string => token.slice(0, token.lastIndexOf('.'));

/** Where the receipt stands in a token: behind two ids. */
const receiptAt = 'r1.'.length + 2 * 26;
const receiptLength = 32;

/** An unsigned token without the receipt in it, and with it again. */
export const cutReceipt = (unsigned: string): string =>
  unsigned.slice(0, receiptAt) + unsigned.slice(receiptAt + receiptLength);
export const putReceipt = (cut: string, receipt: string): string =>
  cut.slice(0, receiptAt) + suffix(receipt) + cut.slice(receiptAt);

/** The token again, of what was left of one of ours. */
export const resignResume = (key: Buffer, unsigned: string): string =>
  `${unsigned}.${mac(key, unsigned.slice('r1.'.length)).toString('base64url')}`;

/** What a genuine resume token names, null for every other text; compared in constant time. */
export const verifyResumeToken = (key: Buffer, token: string): ResumeTarget | null => {
  const parts = shape.exec(token);
  if (!parts) return null;
  const [, response, survey, receipt, invitation, since, signature = ''] = parts;
  const payload = token.slice('r1.'.length, -signature.length - 1);
  if (!sameSignature(mac(key, payload), signature)) return null;
  return {
    responseId: `rsp_${response}`,
    surveyId: `svy_${survey}`,
    receipt: `rct_${receipt}`,
    invitationId: invitation === undefined ? null : `inv_${invitation}`,
    since: since === undefined ? null : dayToDate(Number(since)),
  };
};

/**
 * The id under which an anonymous response is stored, from the one that its respondent may know. Without
 * the key nobody gets from an address in a log, or a browser's memory, to the answers; and it is no
 * ULID, whose time would put an order, and so a link, into the answers of a day.
 */
export const anonymousId = (key: Buffer, responseId: string): string =>
  `rsp_${createHmac('sha256', key).update(`stored.${responseId}`).digest('hex').slice(0, 26)}`;
