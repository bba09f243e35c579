import * as z from 'zod';
import { isZone } from '../lib/shared/time.ts';

const origin = z.url().refine((url) => new URL(url).origin === url, 'must be an origin');
const list = z
  .union([z.string().transform((text) => text.split(',').filter(Boolean)), z.array(z.string())])
  .default([]);

/** API Gateway fetches the issuer's keys over https; plain http is for an issuer on this machine. */
const issuer = z
  .url()
  .refine((url) => /^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url), 'must be https');

/** What a deployment is told by CDK context (`-c currency=EUR`). Unknown members are CDK's own. */
const schema = z
  .object({
    /** Reporting currency, ISO 4217. Fixed for life. */
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'),
    /** The business's IANA time zone: it decides what a day is and when the night runs. */
    zone: z.string().refine(isZone, 'must be an IANA time zone'),
    /** Origins whose pages may call the staff API. The public API answers for each survey by itself. */
    staffOrigins: list.pipe(z.array(origin)),
    /** Origin that survey links carry, where the public API has a domain name of its own. */
    publicUrl: origin.optional(),
    /** An OIDC issuer of your own; without it a Cognito user pool is made. */
    issuer: issuer.optional(),
    audience: list.pipe(z.array(z.string().min(1))),
    /** Prefix of the user pool's hosted sign-in pages, which need `callbackUrls` too. */
    signInDomain: z.string().optional(),
    callbackUrls: list.pipe(z.array(z.url())),
    /** Address that e-mails come from. Its domain must be an identity that Amazon SES has verified; absent: none are sent. */
    mailFrom: z.email().optional(),
    /** Where alarms go to, besides the topic itself. */
    alarmEmail: z.email().optional(),
  })
  .refine(({ issuer, audience }) => issuer === undefined || audience.length > 0, {
    path: ['audience'],
    message: 'is needed with an issuer',
  })
  .refine(
    ({ signInDomain, callbackUrls }) =>
      (signInDomain === undefined) === (callbackUrls.length === 0),
    { path: ['callbackUrls'], message: 'go together with signInDomain' },
  );

export type Parameters = z.output<typeof schema>;

/** Context names that are ours, for reading them out of CDK's. */
const names = Object.keys(schema.shape);

/** Checks the context of a deployment, and names everything that is wrong with it. */
export const parseParameters = (context: Readonly<Record<string, unknown>>): Parameters => {
  const given = Object.fromEntries(names.map((name) => [name, context[name]]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`Wrong deployment parameters (CDK context): ${issues.join('; ')}`);
};

export const parameterNames: readonly string[] = names;
