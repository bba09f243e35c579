import * as z from 'zod';
import { AskingSettings } from '../asking/asking-settings.ts';
import { recipientStatuses, skipReasons } from '../asking/recipient.ts';
import { WaveDefinition, waveStatuses } from '../asking/wave.ts';
import { askCarriers } from '../events/voice-facts.ts';

const skipped = z
  .partialRecord(z.enum(skipReasons), z.int())
  .meta({ description: 'Who was left out, by reason.' });

/** How far a wave has come. */
const WaveProgress = z.strictObject({
  occurrence: z.iso.date().nullable().meta({ description: 'The latest that was begun.' }),
  selecting: z.boolean().meta({ description: 'Whether its customers are still being drawn.' }),
  nextAt: z.iso.datetime().nullable().meta({ description: 'When the next occurrence begins.' }),
  considered: z.int().meta({ description: 'Customers that were looked at.' }),
  eligible: z.int().meta({
    description:
      'Of the drawn, or of all for a sample of fixed size: in the audience, and may be asked.',
  }),
  sampled: z.int().meta({ description: 'Drawn, and in the audience.' }),
  due: z.int().meta({ description: 'Drawn, and not yet asked.' }),
  sent: z.int(),
  reminded: z.int().meta({ description: 'Reminders, not customers.' }),
  answered: z.int().nullable().meta({
    description: 'Null for an anonymous survey: whose link was used is nobody’s business.',
  }),
  failed: z.int().meta({ description: 'Addresses that the mail service refused.' }),
  skipped,
});

/** A wave as staff read it. */
export const WaveResource = z
  .strictObject({
    ...WaveDefinition.shape,
    id: z.string(),
    status: z.enum(waveStatuses).meta({
      description: '`finished`: no further occurrence comes; reminders may.',
    }),
    version: z.int(),
    progress: WaveProgress,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Wave' });

export const RecipientResource = z
  .strictObject({
    customerId: z.string(),
    occurrence: z.iso.date(),
    status: z.enum(recipientStatuses).meta({
      description:
        '`waiting`: due, but it is quiet where the customer lives. Of an anonymous survey nobody is shown as reminded or as having answered.',
    }),
    reason: z.enum(skipReasons).optional(),
    channel: z.string().optional(),
    carrier: z.enum(askCarriers).optional().meta({
      description: '`ses`: mailed by this suite; `bus`: for a sender of your own.',
    }),
    invitationId: z.string().optional(),
    dueAt: z.iso.datetime().optional().meta({ description: 'When the next step is due.' }),
    sentAt: z.iso.datetime().optional(),
    reminders: z.int().optional(),
    failure: z.string().optional().meta({ description: 'Code of the mail service.' }),
  })
  .meta({ id: 'Recipient' });

export const RecipientPage = z
  .strictObject({ data: z.array(RecipientResource), nextCursor: z.string().nullable() })
  .meta({ id: 'RecipientPage' });

export const WaveEstimateResource = z
  .strictObject({
    considered: z.int().meta({ description: 'Customers that were looked at.' }),
    isComplete: z.boolean().meta({
      description: 'Whether those were all; otherwise the first 2,000 of the audience.',
    }),
    audience: z.int().meta({ description: 'Of these: in the audience.' }),
    eligible: z.int().meta({ description: 'Of these: may be asked now.' }),
    expected: z.int().meta({ description: 'Of these: how many the sample would draw.' }),
    waiting: z.int().meta({
      description: 'Of the eligible: it is quiet where they live, and they would wait.',
    }),
    skipped,
  })
  .meta({ id: 'WaveEstimate' });

/** What a sender of your own sends. */
export const WaveMessage = z
  .strictObject({
    customerId: z.string(),
    invitationId: z.string(),
    channel: z.string(),
    reminder: z.int().meta({
      description: '0 for the question itself, then the number of the reminder.',
    }),
    language: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    url: z.url().meta({ description: 'The personal link. It is a secret.' }),
    unsubscribeUrl: z.url(),
  })
  .meta({ id: 'WaveMessage' });

/** Settings of asking with the version that they are. */
export const AskingSettingsResource = AskingSettings.extend({
  version: z.int().meta({ description: 'The entity tag.' }),
}).meta({ id: 'AskingSettingsVersion' });
