import * as z from 'zod';
import { Owner, Tag, text } from '../customers/members.ts';
import { activities, riskBands, stages } from '../scoring/classes.ts';
import { Decimal } from '../shared/decimal.ts';
import { patchOf } from '../shared/patch-of.ts';
import type { CalendarDate, Instant } from '../shared/time.ts';
import { Label, LabelText, Language } from '../surveys/label.ts';
import { waveChannels } from './contact-rules.ts';
import { templateProblems } from './message-template.ts';

/** Events that a question can follow: what happened to a customer, not what the system wrote. */
export const askableEvents = [
  'purchase',
  'refund',
  'visit',
  'contact',
  'complaint',
  'referral',
  'service',
  'subscription',
] as const;

const AudienceEvent = z.strictObject({
  type: z.enum(askableEvents),
  afterDays: z.int().min(0).max(90).meta({
    description: 'Business days that the event lies before the occurrence.',
  }),
  withinDays: z.int().min(1).max(90).optional().meta({
    description:
      'Length of the window in days that ends there; absent: the days between two occurrences, so that every event is asked about once.',
  }),
});

const Audience = z
  .strictObject({
    tier: text(40).optional(),
    stage: z.enum(stages).optional(),
    activity: z.enum(activities).optional(),
    risk: z.enum(riskBands).optional(),
    tag: Tag.optional(),
    owner: Owner.optional(),
    event: AudienceEvent.optional().meta({
      description: 'Only customers to whom this happened, such as 3 days after a purchase.',
    }),
  })
  .meta({ description: 'Who may be asked; all of it is to be met. Empty: everybody.' });
export type Audience = z.infer<typeof Audience>;

/** A sample of 5,000 bounds a share to within 1.4 points (95 %); larger ones are taken by share. */
export const sampleSizeMax = 5_000;

const share = Decimal.gt(0).max(1);
const size = z.int().min(1).max(sampleSizeMax);

const Sample = z
  .union([
    z.strictObject({
      share: share.meta({
        description: 'Each is drawn with this probability, apart from all others.',
      }),
    }),
    z.strictObject({
      size: size.meta({
        description: 'So many of those who may be asked, all of them equally likely.',
      }),
    }),
  ])
  .meta({
    description:
      'How many are drawn. A fixed hash of wave, occurrence and customer draws, so that no repeat draws anew.',
  });
export type Sample = z.infer<typeof Sample>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day as HH:MM');

const Schedule = z
  .strictObject({
    startsOn: z.iso.date().meta({ description: 'Business day of the first occurrence.' }),
    at: timeOfDay.meta({ description: 'Time of day in the business’s zone.' }),
    everyDays: z.int().min(1).max(366).optional().meta({
      description: 'Days from one occurrence to the next; absent: once.',
    }),
    until: z.iso.date().optional().meta({ description: 'Last business day, inclusive.' }),
  })
  .refine(({ startsOn, until }) => until === undefined || startsOn <= until, {
    path: ['until'],
    message: 'This lies before the start',
    params: { code: 'before_start' },
  });
export type Schedule = z.infer<typeof Schedule>;

const Reminders = z
  .array(z.int().min(1).max(60))
  .max(5)
  .refine((days) => days.every((day, index) => index === 0 || day > (days[index - 1] ?? 0)), {
    message: 'Days rise from one reminder to the next',
    params: { code: 'not_rising' },
  });

/** The link expires with the invitation: a question of last year measures nothing. */
const expiryDaysMax = 365;

const hiddenValue = z.union([z.string().max(200), Decimal]);

const definition = {
  name: text(200),
  surveyId: z.string().min(1).max(64),
  audience: Audience,
  sample: Sample,
  schedule: Schedule,
  channel: z.enum(waveChannels).meta({
    description:
      '`email`: mailed by this suite. `preferred`: by the channel that each customer prefers; what is not e-mail is for a sender of your own. `bus`: everything is.',
  }),
  reminders: z.strictObject({
    afterDays: Reminders.meta({
      description:
        'Days after the question. Only who has not answered is reminded, by the same link, at most as often as the settings allow.',
    }),
  }),
  language: Language.optional().meta({
    description: 'Of the message; absent: that of the customer’s country.',
  }),
  subject: Label.optional(),
  body: Label.optional().meta({
    description:
      'Text with {{link}}, and {{name}} if wanted; absent: a standard text in English and Chinese.',
  }),
  expiresAfterDays: z.int().min(1).max(expiryDaysMax),
  hidden: z.record(z.string(), hiddenValue),
};

const checkTexts = (
  context: z.core.ParsePayload<{ subject?: Label | undefined; body?: Label | undefined }>,
): void => {
  for (const { path, code, message } of templateProblems(context.value))
    context.issues.push({
      code: 'custom',
      input: context.value,
      path: [...path],
      message,
      params: { code },
    });
};

/** What staff writes about a wave. */
export const WaveDefinition = z
  .strictObject({
    ...definition,
    audience: definition.audience.default({}),
    sample: definition.sample.default({ share: 1 }),
    channel: definition.channel.default('email'),
    reminders: definition.reminders.default({ afterDays: [] }),
    expiresAfterDays: definition.expiresAfterDays.default(30),
    hidden: definition.hidden.default({}).meta({
      description: 'Hidden fields of the survey that go with every link, trusted.',
    }),
  })
  .check(checkTexts);
export type WaveDefinition = z.infer<typeof WaveDefinition>;

const LabelPatch = z.record(Language, LabelText.nullable());

/** A merge patch of a wave (RFC 7396): null removes, absent keeps, arrays replace. */
export const WavePatch = z.strictObject({
  name: definition.name.optional(),
  audience: patchOf({ ...Audience.shape, event: patchOf(AudienceEvent.shape) })
    .nullable()
    .optional(),
  sample: patchOf({ share, size }).nullable().optional(),
  schedule: patchOf(Schedule.shape).optional(),
  channel: definition.channel.nullable().optional(),
  reminders: patchOf(definition.reminders.shape).nullable().optional(),
  language: Language.nullable().optional(),
  subject: LabelPatch.nullable().optional(),
  body: LabelPatch.nullable().optional(),
  expiresAfterDays: definition.expiresAfterDays.nullable().optional(),
  hidden: z.record(z.string(), hiddenValue.nullable()).nullable().optional(),
});
export type WavePatch = z.infer<typeof WavePatch>;

/** What estimating needs of a wave. */
export const WaveEstimateRequest = z.strictObject({
  audience: Audience.default({}),
  sample: Sample.default({ share: 1 }),
  channel: definition.channel.default('email'),
});
export type WaveEstimateRequest = z.infer<typeof WaveEstimateRequest>;

export const waveStatuses = ['active', 'paused', 'finished'] as const;
export type WaveStatus = (typeof waveStatuses)[number];

/** A wave as it is kept. `finished`: no further occurrence comes; reminders may still. */
export interface Wave {
  readonly id: string;
  readonly status: WaveStatus;
  /** Counts the writes of staff; the entity tag. What the job does stands beside the wave. */
  readonly version: number;
  readonly definition: WaveDefinition;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** The day of an occurrence names it. */
export type Occurrence = CalendarDate;
