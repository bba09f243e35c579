import * as z from 'zod';
import { byHandReasons, questionWays } from '../asking/route-question.ts';
import { contactChannels } from '../events/customer-facts.ts';
import { caseCauses, caseOutcomes, caseStatuses } from '../recovery/recovery-case.ts';
import { RecoverySettings } from '../recovery/recovery-settings.ts';
import { rootCauseCodes } from '../recovery/root-causes.ts';
import { Label } from '../surveys/label.ts';

const instant = z.iso.datetime();
const scoreMetric = z.enum(['nps', 'csat', 'ces', 'rating']);

/** Words of staff; kept apart, so that an erasure can remove them. */
export const NoteText = z
  .string()
  .min(1)
  .max(4_000)
  .overwrite((value) => value.toWellFormed().normalize('NFC'))
  .meta({ description: 'Words about the case. An erasure of the customer removes them.' });

const CaseOutcome = z.enum(caseOutcomes).meta({
  description:
    '`withdrawn`: it should never have been opened, because the words were another’s or were taken back. It needs no root cause and closes a case in any state.',
});

export const RootCauseCode = z.enum(rootCauseCodes).meta({ description: 'What went wrong.' });

const Signal = z.strictObject({
  cause: z.enum(caseCauses),
  eventId: z
    .string()
    .optional()
    .meta({ description: 'Event in the customer’s ledger that says it.' }),
  surveyId: z.string().optional(),
  metric: scoreMetric.optional(),
  value: z.number().optional(),
  at: instant,
});

const Attempt = z.strictObject({
  at: instant,
  by: z.string(),
  channel: z.enum(contactChannels),
  reached: z.boolean(),
});

/** A recovery case as staff read it. */
export const CaseResource = z
  .strictObject({
    id: z.string(),
    customerId: z.string(),
    status: z.enum(caseStatuses),
    version: z.int().meta({ description: 'Counts the changes; the entity tag.' }),
    tier: z.string().nullable().meta({ description: 'Value tier when the case was opened.' }),
    owner: z.string().nullable().meta({ description: 'Subject of the one who takes care of it.' }),
    openedAt: instant,
    dueAt: instant.nullable().meta({
      description: 'Until when the next step is due: the first contact, then the resolution.',
    }),
    overdue: z.boolean(),
    signals: z.array(Signal).meta({ description: 'What it was opened for, and what came after.' }),
    attempts: z.array(Attempt),
    contactedAt: instant.nullable(),
    contactInTime: z.boolean().nullable(),
    resolvedAt: instant.nullable(),
    rootCause: RootCauseCode.nullable(),
    followUp: z
      .strictObject({
        surveyId: z.string(),
        invitationId: z.string(),
        askedAt: instant,
        channel: z.enum(questionWays).meta({
          description:
            'How it reaches the customer: mailed by this suite, brought by a sender of your own on the bus, or by staff.',
        }),
        reason: z.enum(byHandReasons).nullable().meta({
          description:
            'Why staff bring the link; null where a message does. `chosen`: the settings say so.',
        }),
        leavesAt: instant.nullable().meta({
          description:
            'When the message leaves: at the end of the customer’s quiet hours where it is quiet. Null where staff bring the link.',
        }),
        url: z.url().optional().meta({
          description:
            'The personal link, in the answer that asked and wherever cases are read one by one.',
        }),
        answer: z.strictObject({ metric: scoreMetric, value: z.number(), at: instant }).nullable(),
      })
      .nullable(),
    closedAt: instant.nullable(),
    outcome: CaseOutcome.nullable(),
    reopened: z.int(),
    notes: z
      .array(z.strictObject({ at: instant, by: z.string(), text: z.string() }))
      .optional()
      .meta({ description: 'In the answers of single cases only: the latest 200.' }),
  })
  .meta({ id: 'RecoveryCase' });

export const NewCase = z
  .strictObject({ customerId: z.string().min(1).max(64), note: NoteText.optional() })
  .meta({ id: 'NewRecoveryCase' });

export const CasePatch = z.strictObject({
  owner: z.string().min(1).max(128).nullable().optional(),
  rootCause: RootCauseCode.optional(),
});

export const ContactMade = z.strictObject({
  channel: z.enum(contactChannels),
  reached: z.boolean().meta({ description: 'Whether the customer was reached.' }),
  note: NoteText.optional(),
});

export const Resolution = z.strictObject({ rootCause: RootCauseCode, note: NoteText.optional() });

export const Closing = z.strictObject({ outcome: CaseOutcome, note: NoteText.optional() });

export const RecoverySettingsVersion = RecoverySettings.extend({
  version: z.int().meta({ description: 'Counts the changes; the entity tag.' }),
}).meta({ id: 'RecoverySettingsVersion' });

export const RootCauses = z
  .strictObject({ data: z.array(z.strictObject({ code: RootCauseCode, name: Label })) })
  .meta({ id: 'RootCauses' });

const Share = z
  .strictObject({
    n: z.int(),
    share: z.number().nullable().meta({ description: 'Percent.' }),
    interval: z.tuple([z.number(), z.number()]).nullable().meta({ description: '95 %, Wilson.' }),
  })
  .meta({ id: 'CaseShare' });
const Minutes = z
  .strictObject({
    n: z.int(),
    median: z.number().nullable(),
    p90: z.number().nullable(),
  })
  .meta({ id: 'CaseMinutes', description: 'Minutes: median and 90th percentile, nearest rank.' });

const figures = {
  opened: z.int(),
  underWay: z.int(),
  overdue: z.int(),
  closed: z.int(),
  reopened: z.int(),
  withdrawn: z
    .int()
    .meta({ description: 'Opened by mistake: these are in no share and in no time below.' }),
  recovered: Share.meta({ description: 'Of the cases closed as recovered or not.' }),
  contactedInTime: Share.meta({
    description: 'Of the cases with a first contact, or whose first contact is overdue.',
  }),
  timeToFirstContact: Minutes,
  timeToResolution: Minutes,
};
const Group = z.strictObject({ key: z.string().nullable(), ...figures }).meta({ id: 'CaseGroup' });

/** What became of the cases that were opened in a window. */
export const RecoveryReport = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    complete: z.boolean().meta({
      description:
        'False where the window has more cases than are read at a time (5,000), or more than 10,000 are under way: then those due first are looked at.',
    }),
    total: z.strictObject(figures),
    byTier: z.array(Group),
    byCause: z.array(Group),
    byOwner: z.array(Group),
    byRootCause: z.array(Group),
  })
  .meta({ id: 'RecoveryReport' });
