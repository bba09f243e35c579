import * as z from 'zod';
import { patchOf } from '../shared/patch-of.ts';
import { kindRules } from './kind-rules.ts';
import {
  Channel,
  Channels,
  Consents,
  Custom,
  CustomPatch,
  Demographics,
  EmailAddress,
  ExternalIds,
  Kind,
  Location,
  Owner,
  PhoneNumber,
  Preferences,
  Psychographics,
  QuietHours,
  Size,
  Tags,
  text,
} from './members.ts';

const name = text(200);
const partner = text(128);

/** Members that may be missing. */
const optionalMembers = {
  email: EmailAddress.optional(),
  phone: PhoneNumber.optional(),
  demographics: Demographics.optional(),
  location: Location.optional(),
  industry: text(100).optional(),
  size: Size.optional(),
  psychographics: Psychographics.optional(),
  channels: Channels.optional(),
  owner: Owner.optional(),
  partner: partner.optional(),
};

/** Members that are empty where nothing was said. */
const collections = {
  externalIds: ExternalIds,
  preferences: Preferences,
  consents: Consents,
  tags: Tags,
  custom: Custom,
};

const profile = {
  kind: Kind,
  name,
  ...optionalMembers,
  ...collections,
};

/** What is written about a customer: everything but what the system adds. */
export const Profile = z.strictObject(profile).check(kindRules);
export type Profile = z.infer<typeof Profile>;

/** A customer as answers show it. */
export const Customer = z
  .strictObject({
    id: z.string().meta({ examples: ['cus_01k9zq3v7m8r5t2x4b6d8f0h1j'] }),
    ...profile,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int().positive(),
  })
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof Customer>;

const allowReturning = z
  .boolean()
  .optional()
  .meta({ description: 'Takes an identity of an erased person for a new customer.' });

const optionalCollections = {
  externalIds: ExternalIds.optional(),
  preferences: Preferences.optional(),
  consents: Consents.optional(),
  tags: Tags.optional(),
  custom: Custom.optional(),
};

/** The body that creates a customer. */
export const NewCustomer = z
  .strictObject({
    kind: Kind.default('individual'),
    name,
    ...optionalMembers,
    ...optionalCollections,
    allowReturning,
  })
  .check(kindRules)
  .meta({ id: 'NewCustomer' });
export type NewCustomer = z.infer<typeof NewCustomer>;

/** The body of an upsert: members that are given replace the stored ones, absent ones stay. A new customer without a name is called by its external id. */
export const CustomerUpsert = z
  .strictObject({
    kind: Kind.optional(),
    name: name.optional(),
    ...optionalMembers,
    ...optionalCollections,
    allowReturning,
  })
  .meta({ id: 'CustomerUpsert' });
export type CustomerUpsert = z.infer<typeof CustomerUpsert>;

/** A merge patch (RFC 7396) of a customer: null removes, absent keeps, arrays replace. */
export const CustomerPatch = z
  .strictObject({
    kind: Kind.optional(),
    name: name.optional(),
    ...patchOf({
      ...optionalMembers,
      ...optionalCollections,
      demographics: patchOf(Demographics.shape),
      location: patchOf(Location.shape),
      psychographics: patchOf(Psychographics.shape),
      channels: z.strictObject({
        preferred: Channel.nullable().optional(),
        quietHours: QuietHours.partial().nullable().optional(),
      }),
      custom: CustomPatch,
    }).shape,
  })
  .meta({ id: 'CustomerPatch' });
export type CustomerPatch = z.infer<typeof CustomerPatch>;

/** All that is shown of a customer to callers who may write but not read. */
export const CustomerReceipt = z
  .strictObject({
    id: z.string(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int().positive(),
  })
  .meta({ id: 'CustomerReceipt' });
export type CustomerReceipt = z.infer<typeof CustomerReceipt>;
