import * as z from 'zod';
import { type FeedbackChannel, feedbackChannels } from '../events/voice-facts.ts';
import { epochMs, type Instant, toInstant } from '../shared/time.ts';
import { bandOf, type RatingBand, ratingBands } from './rating.ts';

const hoursPerYear = 8_760;

const hours = z
  .number()
  .gt(0)
  .max(hoursPerYear)
  .nullable()
  .meta({ description: 'Hours from the arrival; null where no reply is owed.' });

const bands = z.strictObject(
  Object.fromEntries(ratingBands.map((band) => [band, hours])) as Record<RatingBand, typeof hours>, // One member for each band.
);

/** Who owes whom a reply, and until when. */
export const FeedbackSettings = z
  .strictObject({
    replyWithinHours: z
      .strictObject(
        Object.fromEntries(feedbackChannels.map((channel) => [channel, bands])) as Record<
          FeedbackChannel,
          typeof bands
        >, // One member for each channel.
      )
      .meta({
        description:
          'By channel and rating on 1 to 5: low up to 2.5, high from 4, middle between, unrated without one.',
      }),
    noReplyAfterDays: z.int().min(1).max(3_650).meta({
      description: 'Older items (by their own instant, when they arrive) are owed no reply.',
    }),
    owner: z.string().min(1).max(128).nullable().meta({
      description: 'Who answers for replies.',
    }),
  })
  .meta({ id: 'FeedbackSettingsPolicy' });
export type FeedbackSettings = z.infer<typeof FeedbackSettings>;

const none = { low: null, middle: null, high: null, unrated: null };

/** Public words are answered: the bad ones within a day. What was said to us in person was answered there. */
export const defaultFeedbackSettings: FeedbackSettings = {
  replyWithinHours: {
    interview: none,
    phone: none,
    review: { low: 24, middle: 72, high: null, unrated: 72 },
    social: { low: 24, middle: 72, high: null, unrated: 72 },
  },
  noReplyAfterDays: 30,
  owner: null,
};

const msPerHour = 3_600_000;
const hoursPerDay = 24;

/** Until when a reply is owed to what has just arrived; null where none is. */
export const replyDueAt = (
  { replyWithinHours, noReplyAfterDays }: FeedbackSettings,
  {
    channel,
    score,
    occurredAt,
    now,
  }: {
    readonly channel: FeedbackChannel;
    readonly score: number | null;
    readonly occurredAt: Instant;
    readonly now: Instant;
  },
): Instant | null => {
  const within = replyWithinHours[channel][bandOf(score)];
  const ageDays = (epochMs(now) - epochMs(occurredAt)) / (hoursPerDay * msPerHour);
  if (within === null || ageDays > noReplyAfterDays) return null;
  return toInstant(epochMs(now) + within * msPerHour);
};
