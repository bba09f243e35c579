import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { epochMs, type Instant } from '../../shared/time.ts';

/** The hidden field of the hosted open form that carries its token. */
export const formTokenField = '_form';

/**
 * A field that people do not see and programs fill in. It is hidden by style, and from screen readers,
 * the tab order and browsers that fill in forms.
 */
export const honeypotField = '_website';

/** Shows the form again with what was entered, in the language of the address; nothing is sent for good. */
export const showField = '_show';

const SentForm = z.looseObject({
  [formTokenField]: z.string().min(1),
  [showField]: z.undefined().optional(),
});

/** The token of the page that answers were sent from for good, as they say: whether it is one of ours is judged later. */
export const sentFrom = (fields: unknown): string | undefined =>
  SentForm.safeParse(fields).data?.[formTokenField];

/** Nobody reads a survey and answers it in less. */
export const fillSecondsMin = 2;

/** A form may lie open over a night or two, not for ever: a token that was copied ends with it. */
export const formHoursMax = 48;

const version = 'v1';
const shape = /^v1\.([0-9a-z]{6,9})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/;

/** What is wrong with a form token; each is a reason for quarantine. */
export type FormTokenFault =
  | 'form_token_missing'
  | 'form_token_forged'
  | 'form_token_too_old'
  | 'form_token_too_young';

export type FormTokenCheck =
  | { readonly valid: true }
  | { readonly valid: false; readonly fault: FormTokenFault };

const mac = (key: Buffer, surveyId: string, payload: string): Buffer =>
  createHmac('sha256', key).update(`${version}#${surveyId}#${payload}`).digest();

/**
 * The token of one rendering of an open form: `v1.<second, base 36>.<nonce>.<HMAC-SHA-256>` under the
 * sub-key `form`. It says when the page was made and for which survey, nothing of the visitor. A form
 * that is shown again with errors keeps the token that came with it: two seconds for one correction
 * would catch honest people.
 */
export const mintFormToken = (
  key: Buffer,
  page: {
    readonly surveyId: string;
    readonly at: Instant;
    /** 12 unpredictable bytes. */
    readonly nonce: Buffer;
  },
): string => {
  const second = Math.floor(epochMs(page.at) / 1_000).toString(36);
  const payload = `${second}.${page.nonce.toString('base64url')}`;
  return `${version}.${payload}.${mac(key, page.surveyId, payload).toString('base64url')}`;
};

/** Judges the token that came back with the answers to a survey. Compared in constant time. */
export const checkFormToken = (
  key: Buffer,
  token: string | undefined,
  { surveyId, now }: { readonly surveyId: string; readonly now: Instant },
): FormTokenCheck => {
  if (token === undefined || token === '') return { valid: false, fault: 'form_token_missing' };
  const [, second = '', nonce = '', signature = ''] = shape.exec(token) ?? [];
  const expected = mac(key, surveyId, `${second}.${nonce}`).toString('base64url');
  // As text: the last character carries two bits that decoding drops.
  const isGenuine =
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  if (!isGenuine) return { valid: false, fault: 'form_token_forged' };
  const ageMs = epochMs(now) - Number.parseInt(second, 36) * 1_000;
  if (ageMs > formHoursMax * 3_600_000) return { valid: false, fault: 'form_token_too_old' };
  // Seconds are cut off at rendering, so up to one of waiting is given to the visitor.
  if (ageMs < fillSecondsMin * 1_000) return { valid: false, fault: 'form_token_too_young' };
  return { valid: true };
};
