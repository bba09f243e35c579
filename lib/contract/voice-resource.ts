import * as z from 'zod';
import { feedbackChannels } from '../events/voice-facts.ts';
import { responseChannels } from '../surveys/response.ts';
import { omissions } from '../voice/choose-columns.ts';
import { quadrants } from '../voice/driver-report.ts';
import { voiceLanguages } from '../voice/script.ts';
import { themeCodes } from '../voice/theme-rows.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const interval = z.tuple([z.number(), z.number()]).readonly();

/** Ways in which free text comes in. */
export const VoiceChannel = z.enum([...new Set([...responseChannels, ...feedbackChannels])]);
export const VoiceLanguage = z.enum(voiceLanguages);

const names = z.strictObject({ en: z.string(), zh: z.string() });

const cited = z.strictObject({
  source: z.strictObject({ kind: z.enum(['response', 'feedback']), id: z.string() }),
  question: z.string().nullable().meta({ description: 'Null of what was said outside surveys.' }),
  day: z.iso.date(),
  start: count.meta({ description: 'UTF-16 units into the stored text.' }),
  end: count.meta({ description: 'Exclusive.' }),
  text: z.string().meta({
    description: 'Read from the stored text at this moment: an erased one is not here.',
  }),
  sentiment: z.number().min(-1).max(1),
});

const sentiment = z
  .number()
  .min(-1)
  .max(1)
  .meta({ description: 'Mean of how the texts speak of it, −1 (worst) to 1.' });

const theme = z.strictObject({
  theme: z.enum(themeCodes),
  name: names,
  reason: z.string().meta({
    description: 'The root cause, or stated reason of leaving, that a complaint about it means.',
  }),
  n: count.meta({ description: 'Texts that speak of it.' }),
  share: share.meta({ description: 'Of all texts.' }),
  shareInterval: interval.meta({ description: '95 % by Wilson.' }),
  sentiment,
  shareNegative: share.meta({ description: 'Of the texts that speak of it.' }),
  complaintShare: share.meta({ description: 'Texts that complain about it, of all texts.' }),
  complaintInterval: interval.meta({ description: '95 % by Wilson.' }),
  trend: z
    .strictObject({
      of: count.meta({ description: 'Texts of the window before.' }),
      complaintShare: share.meta({ description: 'In the window before.' }),
      pValue: share.nullable().meta({
        description:
          'Two-sided test of equal shares of complaints (pooled, normal approximation); null where nobody complained in either window.',
      }),
    })
    .nullable()
    .meta({
      description:
        'Against the window of the same length before; null without `from`, and where that window is empty, too large to be read or shielded.',
    }),
  sentences: z.array(cited).meta({
    description:
      'Up to five that say it most clearly. None of confidential surveys, which show no single answer.',
  }),
});

const bounded = {
  complete: z.boolean().meta({ description: 'False: older answers of the window were not read.' }),
  shielded: z.boolean().meta({
    description:
      'Confidential or anonymous: whole weeks (Monday to Sunday) that can no longer change and have five responses or more count, and no group under five is shown.',
  }),
};

export const ThemeReport = z
  .strictObject({
    of: count.meta({
      description: 'Texts that were read: 2,000 at most, and a million characters.',
    }),
    ...bounded,
    modelVersion: z.string().meta({ description: 'Names the weights of the sentiment model.' }),
    themes: z.array(theme).meta({ description: 'Most spoken of first.' }),
  })
  .meta({ id: 'ThemeReport' });
export type ThemeReport = z.infer<typeof ThemeReport>;

const named = {
  kind: z.enum(['question', 'row', 'option', 'theme']),
  question: z.string().nullable().meta({ description: 'Null of a theme.' }),
  part: z.string().nullable().meta({
    description: 'The row of a matrix, the option of a choice, or the theme.',
  }),
  name: names.nullable().meta({ description: 'Of a theme.' }),
};

const driver = z.strictObject({
  ...named,
  coefficient: z.number().meta({
    description:
      'Standardised: deviations of the outcome for one deviation of the driver, the others held.',
  }),
  interval: interval.meta({ description: '95 % by Student’s t.' }),
  correlation: z.number(),
  partialCorrelation: z.number().meta({ description: 'With the others held.' }),
  importance: share.meta({
    description:
      'Part of `rSquared` that is its own: the mean increase over all orders of entry (Lindeman, Merenda and Gold; Shapley). All add up to `rSquared`.',
  }),
  vif: z.number().meta({ description: 'Variance inflation: 1 where no other says the same.' }),
  isCollinear: z.boolean().meta({
    description: 'Inflation above 5: rely on the importance, not on the coefficient.',
  }),
  performance: z.number().nullable().meta({
    description:
      'Mean on its own scale, 0 to 100; null of an option, and of shielded surveys, whose results have the means.',
  }),
  quadrant: z.enum(quadrants).nullable().meta({
    description:
      'Importance against performance, split at the means: `improve` matters and is weak, `keep` matters and is strong, `watch` and `maintain` matter less. Null of an option, and where more of it goes with less of the outcome.',
  }),
});

export const DriverReport = z
  .strictObject({
    state: z.enum(['ok', 'insufficient_data']),
    n: count.meta({ description: 'Responses with the outcome and all drivers.' }),
    needed: count.meta({ description: 'Responses that these drivers need: ten for each.' }),
    ...bounded,
    rSquared: share.nullable().meta({
      description: 'Part of the variance of the outcome that the drivers explain.',
    }),
    rSquaredAdjusted: z.number().nullable(),
    drivers: z.array(driver).meta({ description: 'Most important first.' }),
    omitted: z
      .array(z.strictObject({ ...named, reason: z.enum(omissions) }))
      .meta({ description: 'What could not be weighed, and why.' }),
  })
  .meta({ id: 'DriverReport' });
export type DriverReport = z.infer<typeof DriverReport>;
