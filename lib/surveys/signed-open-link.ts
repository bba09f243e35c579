import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import type { HiddenValues } from './hidden-field.ts';

/** Where a signed open link is met: printed as a QR code, or on a screen that stands in a shop. */
export const openLinkChannels = ['qr', 'kiosk'] as const;
export type OpenLinkChannel = (typeof openLinkChannels)[number];

/** What a signed open link says. Everybody who meets it answers with these values. */
export interface OpenLink {
  readonly channel: OpenLinkChannel;
  /** Trusted, because they stand inside the signature. */
  readonly hidden: HiddenValues;
  readonly expiresAt: Instant | null;
}

/** One letter a member: a QR code grows with every one. */
const Payload = z.strictObject({
  c: z.enum(openLinkChannels),
  h: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Epoch seconds. */
  e: z.int().optional(),
});

const version = 'o1';
const shape = /^o1\.([A-Za-z0-9_-]{1,4000})\.([A-Za-z0-9_-]{22})$/;

/** 128 bits of the HMAC: enough against guessing, and a third of a QR code's row less. */
const mac = (key: Buffer, surveyId: string, payload: string): Buffer =>
  createHmac('sha256', key).update(`${version}#${surveyId}#${payload}`).digest().subarray(0, 16);

/** The value of `link` in the address of an open form: `o1.<payload>.<HMAC-SHA-256, 128 bits>`. */
export const mintOpenLink = (
  key: Buffer,
  surveyId: string,
  { channel, hidden, expiresAt }: OpenLink,
): string => {
  const members = {
    c: channel,
    ...(Object.keys(hidden).length > 0 ? { h: hidden } : {}),
    ...(expiresAt === null ? {} : { e: Math.floor(epochMs(expiresAt) / 1_000) }),
  };
  const payload = Buffer.from(JSON.stringify(members)).toString('base64url');
  return `${version}.${payload}.${mac(key, surveyId, payload).toString('base64url')}`;
};

/** What a genuine value of this survey says, null for every other text and after its end; compared in constant time. */
export const verifyOpenLink = (
  key: Buffer,
  value: string,
  { surveyId, now }: { readonly surveyId: string; readonly now: Instant },
): OpenLink | null => {
  const [, payload = '', signature = ''] = shape.exec(value) ?? [];
  const expected = mac(key, surveyId, payload).toString('base64url');
  // As text: the last character carries bits that decoding drops.
  const isGenuine =
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  if (!isGenuine) return null;
  const {
    c,
    h = {},
    e,
  } = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (e !== undefined && e * 1_000 <= epochMs(now)) return null;
  return { channel: c, hidden: h, expiresAt: e === undefined ? null : toInstant(e * 1_000) };
};
