import * as z from 'zod';
import { sorts } from '../customers/list-plan.ts';
import {
  EmailAddress,
  ExternalKey,
  Kind,
  Owner,
  PhoneNumber,
  Source,
  Tag,
  text,
} from '../customers/members.ts';
import { activities, riskBands, stages } from '../scoring/classes.ts';
import { Limit } from './limit.ts';

const invalid = (input: unknown, message: string): z.core.$ZodRawIssue => ({
  code: 'custom',
  input,
  message,
  params: { code: 'external_id' },
});

/** `source:id`, split at the first colon: a source has none. */
const ExternalIdFilter = z
  .string()
  .max(200)
  .transform((written, context) => {
    const colon = written.indexOf(':');
    const source = Source.safeParse(written.slice(0, Math.max(colon, 0)));
    const id = ExternalKey.safeParse(written.slice(colon + 1));
    if (colon > 0 && source.success && id.success) return { source: source.data, id: id.data };
    context.issues.push(invalid(written, 'This is written source:id'));
    return z.NEVER;
  })
  .meta({ description: 'Written `source:id`.' });

/** In a query string a plus sign that is not encoded arrives as a space. */
const PhoneFilter = z
  .string()
  .transform((written) => written.replace(/^ (?=\d)/, '+'))
  .pipe(PhoneNumber)
  .meta({ description: 'E.164; the plus sign is written `%2B` (a plain one is understood).' });

/** Filters, order and page of the customer list. `segment` comes with segments and is refused until then. */
export const CustomerFilters = z.strictObject({
  tier: text(40).optional().meta({ description: 'Name of a tier in the scoring policy.' }),
  risk: z.enum(riskBands).optional(),
  stage: z.enum(stages).optional(),
  activity: z.enum(activities).optional(),
  kind: Kind.optional(),
  owner: Owner.optional(),
  tag: Tag.optional(),
  email: EmailAddress.optional(),
  phone: PhoneFilter.optional(),
  externalId: ExternalIdFilter.optional(),
  namePrefix: text(100).optional(),
  sort: z.enum(sorts).optional(),
  limit: Limit,
  cursor: z.string().min(1).max(2_000).optional(),
});
