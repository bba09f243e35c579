import * as z from 'zod';
import { EmailAddress, ExternalKey, PhoneNumber, Source, text } from '../customers/members.ts';
import { feedbackChannels } from '../events/voice-facts.ts';
import { Decimal } from '../shared/decimal.ts';
import { GivenLanguage } from '../surveys/label.ts';

/** A rating as its platform has it. */
export const GivenRating = z
  .strictObject({
    value: Decimal,
    min: Decimal.meta({ description: 'The worst that the platform knows.' }),
    max: Decimal.meta({ description: 'The best that the platform knows.' }),
  })
  .refine(({ value, min, max }) => min < max && min <= value && value <= max, {
    path: ['value'],
    error: 'Between min and max, which differ',
    params: { code: 'out_of_scale' },
  })
  .meta({
    description:
      'Rescaled to 1 to 5 on a line: 1 + 4 (value − min) / (max − min), to six decimals.',
  });
export type GivenRating = z.infer<typeof GivenRating>;

const Author = z.strictObject({
  name: text(200).exactOptional(),
  handle: text(128).exactOptional().meta({ description: 'The name on the platform.' }),
  email: EmailAddress.exactOptional(),
  phone: PhoneNumber.exactOptional(),
  externalId: ExternalKey.exactOptional().meta({
    description: 'Id of the author at the source: compared with external ids of customers.',
  }),
  city: text(100).exactOptional(),
});
export type Author = z.infer<typeof Author>;

const isWebAddress = (value: string): boolean => /^https?:$/.test(URL.parse(value)?.protocol ?? '');

/**
 * What somebody said, in one shape for every channel and platform. Adapters of platforms bring their
 * rows into this shape (`infra/tools/review-sources.ts` has two); nothing behind it knows a platform.
 */
export const NewFeedback = z
  .strictObject({
    channel: z.enum(feedbackChannels),
    source: Source.meta({ description: 'The platform or system, such as `dianping`.' }),
    externalId: text(200).meta({ description: 'Id of the item at the source: taken once.' }),
    occurredAt: z.iso
      .datetime()
      .meta({ description: 'An instant in UTC, at most 24 hours ahead of now.' }),
    customerId: z
      .string()
      .min(1)
      .max(64)
      .exactOptional()
      .meta({ description: 'Where the source knows who it was.' }),
    author: Author.exactOptional().meta({
      description:
        'E-mail, phone and external id are compared and never stored; name, handle and city are kept until a match.',
    }),
    rating: GivenRating.exactOptional(),
    text: text(10_000).exactOptional(),
    language: GivenLanguage.exactOptional(),
    url: z.string().max(2_000).refine(isWebAddress, 'A web address').exactOptional(),
    orderId: text(64)
      .exactOptional()
      .meta({ description: 'An order that it is about: evidence where names are alike.' }),
  })
  .refine(({ rating, text: said }) => rating !== undefined || said !== undefined, {
    path: ['rating'],
    error: 'At least one of rating and text',
    params: { code: 'required' },
  })
  .meta({ id: 'NewFeedback' });
export type NewFeedback = z.output<typeof NewFeedback>;
