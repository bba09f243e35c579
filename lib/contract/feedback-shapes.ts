import * as z from 'zod';
import { feedbackChannels } from '../events/voice-facts.ts';
import { feedbackStatuses, matchReasons } from '../feedback/feedback.ts';
import { FeedbackSettings } from '../feedback/feedback-settings.ts';
import { GivenRating } from '../feedback/new-feedback.ts';

const confidence = z.number().min(0).max(1);
const reasons = z.array(z.enum(matchReasons)).meta({ description: 'What it rests on.' });

const Candidate = z.strictObject({ customerId: z.string(), confidence, reasons });

/** What somebody said, as staff read it. */
export const FeedbackResource = z
  .strictObject({
    id: z.string(),
    channel: z.enum(feedbackChannels),
    source: z.string(),
    externalId: z.string().nullable(),
    status: z.enum(feedbackStatuses).meta({
      description: 'The furthest that was done with it: ignored, replied, matched, or nothing yet.',
    }),
    occurredAt: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    version: z.int(),
    revision: z.int().meta({ description: 'Counts what its author made of it.' }),
    rating: GivenRating.nullable(),
    score: z.number().nullable().meta({ description: 'The rating on 1 to 5.' }),
    text: z.string().nullable(),
    language: z.string().nullable(),
    url: z.string().nullable(),
    orderId: z.string().nullable(),
    author: z
      .strictObject({
        name: z.string().optional(),
        handle: z.string().optional(),
        city: z.string().optional(),
      })
      .meta({ description: 'Empty once it is matched or ignored.' }),
    duplicateOf: z.string().nullable().meta({
      description:
        'The item with the same words of the same author, which is counted in its place.',
    }),
    match: z
      .strictObject({
        customerId: z.string(),
        confidence,
        reasons,
        at: z.iso.datetime(),
        by: z.string().nullable().meta({ description: 'Null where nobody was asked.' }),
        eventId: z.string().nullable().meta({
          description: 'Its entry in the events of the customer; a copy has none.',
        }),
      })
      .nullable(),
    candidates: z.array(Candidate).meta({
      description: 'Who may have said it, from a confidence of 0.5 on: for a person to decide.',
    }),
    earlier: z
      .array(
        z.strictObject({
          revision: z.int(),
          until: z.iso.datetime(),
          score: z.number().nullable(),
          text: z.string().nullable(),
        }),
      )
      .meta({ description: 'What it said before its author changed it: the latest ten.' }),
    replyDueAt: z.iso.datetime().nullable(),
    overdue: z.boolean(),
    reply: z
      .strictObject({ text: z.string().nullable(), at: z.iso.datetime(), by: z.string() })
      .nullable(),
    ignored: z
      .strictObject({ reason: z.string(), at: z.iso.datetime(), by: z.string() })
      .nullable(),
    owner: z.string().nullable().meta({ description: 'Who answers for replies.' }),
    erased: z.boolean().meta({ description: 'The author was erased: only counts are left.' }),
  })
  .meta({ id: 'Feedback' });
export type FeedbackResource = z.infer<typeof FeedbackResource>;

/** The settings with their version. */
export const FeedbackSettingsResource = FeedbackSettings.extend({ version: z.int() }).meta({
  id: 'FeedbackSettings',
});

const percent = z.number().min(0).max(100).nullable();
const ends = z.array(z.number()).length(2).nullable();

const figures = {
  n: z.int().meta({ description: 'Items, without copies.' }),
  matched: z.int(),
  duplicates: z.int(),
  rated: z.int(),
  mean: z.number().nullable().meta({ description: 'Of the ratings, on 1 to 5.' }),
  interval: ends.meta({ description: '95 %, by Student’s t; null for fewer than two ratings.' }),
  topTwoBox: percent.meta({ description: 'Percent of ratings from 4 on.' }),
  topTwoBoxInterval: ends.meta({ description: '95 %, by Wilson.' }),
  replies: z.strictObject({
    due: z.int().meta({ description: 'Replies that were owed, given or overdue.' }),
    withinDuty: percent.meta({ description: 'Percent of those that came in time.' }),
    withinDutyInterval: ends.meta({ description: '95 %, by Wilson.' }),
    overdue: z.int(),
    medianHours: z.number().nullable().meta({ description: 'From arrival to reply.' }),
  }),
};

/** What was said outside surveys, and how it was answered. */
export const FeedbackInsights = z
  .strictObject({
    complete: z.boolean().meta({
      description: 'False where the window has more than 20,000 items: the latest are reported.',
    }),
    all: z.strictObject(figures),
    sources: z.array(
      z.strictObject({ channel: z.enum(feedbackChannels), source: z.string(), ...figures }),
    ),
  })
  .meta({ id: 'FeedbackInsights' });
