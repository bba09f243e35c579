import * as z from 'zod';
import { Decimal } from '../shared/decimal.ts';
import { isEmailAddress } from './email-address.ts';
import { toPhoneNumber } from './phone-number.ts';

/** Most tags, external ids and owners a customer can have: a change of all of them still fits one transaction of 100 items. */
export const tagsMax = 30;
export const externalIdsMax = 10;

/** Neither control characters nor halves of surrogate pairs. Joiners are letters of some scripts, and stay. */
const written = /^[^\p{Cc}\p{Cs}]*$/u;

/** Text as people write it: NFC, trimmed, without control characters. */
export const text = (charactersMax: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(charactersMax)
    .regex(written, 'Control characters are not taken here');

const unique =
  <T>(key: (value: T) => string, message: string) =>
  (context: z.core.ParsePayload<T[]>): void => {
    const seen = new Set<string>();
    for (const [index, value] of context.value.entries()) {
      if (seen.has(key(value))) {
        context.issues.push({
          code: 'custom',
          input: value,
          path: [index],
          message,
          params: { code: 'repeated' },
        });
      }
      seen.add(key(value));
    }
  };

const words = (countMax: number, charactersMax: number) =>
  z
    .array(text(charactersMax))
    .max(countMax)
    .check(unique((word) => word, 'This is in the list already'));

export const Kind = z.enum(['individual', 'business']);
export type Kind = z.infer<typeof Kind>;

export const EmailAddress = z
  .string()
  .normalize('NFC')
  .trim()
  .max(254)
  .refine(isEmailAddress, { error: 'This is not an e-mail address', params: { code: 'email' } })
  .meta({ description: 'Compared without regard to case; unique among customers.' });

export const PhoneNumber = z
  .string()
  .max(40)
  .transform((written, context) => {
    const number = toPhoneNumber(written);
    if (number) return number;
    context.issues.push({
      code: 'custom',
      input: written,
      message: 'A number in E.164 is needed: +, country code, number',
      params: { code: 'phone' },
    });
    return z.NEVER;
  })
  .pipe(z.string())
  .meta({ description: 'E.164, with + and country code; unique among customers.' });

/** Name of a system that gives its own ids to customers. Without a colon, so that `source:id` can be split. */
export const Source = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/,
    'Letters, digits, dot, dash and underscore, at most 40',
  );

export const ExternalKey = text(128);

export const ExternalId = z.strictObject({ source: Source, id: ExternalKey });
export type ExternalId = z.infer<typeof ExternalId>;

export const ExternalIds = z
  .array(ExternalId)
  .max(externalIdsMax)
  .check(unique(({ source, id }) => `${source}:${id}`, 'This external id is in the list already'));

export const Demographics = z.strictObject({
  birthDate: z.iso.date().optional(),
  gender: z.enum(['female', 'male', 'other']).optional(),
  occupation: text(100).optional(),
  education: text(100).optional(),
  incomeBand: text(40).optional(),
});

export const Location = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Two capital letters (ISO 3166-1)')
    .optional(),
  region: text(100).optional(),
  city: text(100).optional(),
  cityTier: text(20).optional(),
});

export const Size = z.enum(['micro', 'small', 'medium', 'large']).meta({
  description: 'By employees: micro below 10, small below 50, medium below 250, large from there.',
});

export const Psychographics = z.strictObject({
  interests: words(30, 50).optional(),
  values: words(30, 50).optional(),
});

export const Preferences = words(50, 100);

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day as HH:MM');

export const QuietHours = z.strictObject({ from: timeOfDay, to: timeOfDay });

export const Channel = z.enum(['email', 'phone', 'sms', 'wechat', 'app', 'post']);

export const Channels = z.strictObject({
  preferred: Channel.optional(),
  quietHours: QuietHours.optional(),
});

export const Consents = z
  .array(
    z.strictObject({
      purpose: text(50),
      granted: z.boolean(),
      at: z.iso.datetime(),
      evidence: text(200).optional(),
    }),
  )
  .max(20)
  .check(unique(({ purpose }) => purpose, 'There is one consent for each purpose'));

export const Tag = text(50);

export const Tags = words(tagsMax, 50);

export const Owner = text(128);

const customName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'A letter, then up to 39 letters, digits or underscores');
const customValue = z.union([text(500), Decimal, z.boolean()]);
const customMax = 50;

export const Custom = z
  .record(customName, customValue)
  .refine((custom) => Object.keys(custom).length <= customMax, {
    error: `At most ${customMax} members`,
    params: { code: 'too_big' },
  });

/** The same in a merge patch, where null removes. */
export const CustomPatch = z.record(customName, customValue.nullable());
