import * as z from 'zod';
import { Channel, EmailAddress, QuietHours, text } from '../customers/members.ts';

const asks = z.int().min(0).max(50);
const days = z.int().min(1).max(365);

const Cap = z.strictObject({ asks, days });

/** How customers are asked, whatever asks them. */
export const AskingSettings = z
  .strictObject({
    guard: z
      .strictObject({
        asks: asks.meta({
          description:
            'Most questions to one customer, over all surveys and campaigns, in so many days. 0: nobody is asked.',
        }),
        days: days.meta({ description: 'Length of the window that is looked back on.' }),
        channels: z.partialRecord(Channel, Cap).meta({
          description: 'Tighter caps of single channels; the common one holds besides.',
        }),
        afterAnswerDays: z.int().min(0).max(365).meta({
          description: 'Days of rest after an answer. Only answers that can be linked count.',
        }),
      })
      .meta({ description: 'The fatigue guard. Reminders repeat a question and do not count.' }),
    quietHours: QuietHours.meta({
      description:
        'When nobody is written to. The customer’s own quiet hours win. Times are those of the customer’s country, in all of its zones; of the business where the country is not known. Equal ends: never quiet.',
    }),
    consent: z
      .strictObject({
        purposes: z.array(text(50)).min(1).max(10).meta({
          description:
            'Purposes of consent that surveys need. Whoever withdrew one is not asked; unsubscribing withdraws the first.',
        }),
        isRequired: z.boolean().meta({
          description: 'Whether only those are asked who gave one of them.',
        }),
      })
      .meta({ description: 'Who agreed to be asked.' }),
    sender: z.strictObject({
      name: text(100).optional().meta({ description: 'Name that e-mails come from.' }),
      from: EmailAddress.optional().meta({
        description:
          'Address that e-mails come from, of the domain that the deployment may send for; absent: the deployment’s own.',
      }),
      replyTo: EmailAddress.optional(),
    }),
    reminders: z.strictObject({
      max: z.int().min(0).max(5).meta({ description: 'Most reminders of one invitation.' }),
    }),
  })
  .meta({ id: 'AskingSettings' });
export type AskingSettings = z.infer<typeof AskingSettings>;

/** What the code brings: one question in 30 days, at decent hours. */
export const defaultAskingSettings: AskingSettings = {
  guard: { asks: 1, days: 30, channels: {}, afterAnswerDays: 14 },
  quietHours: { from: '21:00', to: '09:00' },
  consent: { purposes: ['surveys', 'contact'], isRequired: false },
  sender: {},
  reminders: { max: 2 },
};
