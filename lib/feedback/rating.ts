import type { GivenRating } from './new-feedback.ts';

/** Decimals that are kept: enough to tell any two ratings apart, few enough to drop what binary fractions add. */
const steps = 1_000_000;

/** A rating of any scale on 1 to 5, by the line through its ends: the scale of satisfaction. */
export const onFive = ({ value, min, max }: GivenRating): number =>
  Math.round((1 + (4 * (value - min)) / (max - min)) * steps) / steps;

export const ratingBands = ['low', 'middle', 'high', 'unrated'] as const;
export type RatingBand = (typeof ratingBands)[number];

/** From here on 1 to 5 a rating is high: the top two boxes of satisfaction, which also count from 4. */
const highFrom = 4;
/** Up to here it is low: the lower two boxes. */
const lowTo = 2.5;

export const bandOf = (score: number | null): RatingBand => {
  if (score === null) return 'unrated';
  if (score >= highFrom) return 'high';
  return score <= lowTo ? 'low' : 'middle';
};
