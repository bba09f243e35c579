import * as z from 'zod';
import { formTokenField, honeypotField } from '../surveys/abuse/form-token.ts';
import { GivenLanguage } from '../surveys/label.ts';
import { responseChannels } from '../surveys/response.ts';

export const Answer = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
  z.null(),
]);

const HiddenValue = z.union([z.string(), z.number()]);

const className = z.string().nullable();

/** A response as staff read it. */
export const ResponseResource = z
  .strictObject({
    id: z.string(),
    surveyId: z.string(),
    surveyVersion: z.int(),
    language: z.string().optional().meta({
      description:
        'Like `channel`, `hidden`, `classes` and `interviewer` absent where the survey is anonymous: a rare one would tell a row apart, and results by them are shielded.',
    }),
    answers: z.record(z.string(), Answer).meta({
      description:
        'By question id: a number, an option id or several (ranked ones first place first), a date, consent, the column id of each row, or a text (null once erased).',
    }),
    day: z.iso.date().meta({
      description:
        'The business day that it counts on; of one that waited in quarantine that of its release.',
    }),
    channel: z.enum(responseChannels).optional().meta({ description: 'How it came in.' }),
    hidden: z
      .record(z.string(), HiddenValue)
      .optional()
      .meta({ description: 'Values of hidden fields.' }),
    classes: z
      .strictObject({ tier: className, stage: className, activity: className, risk: className })
      .nullable()
      .optional()
      .meta({ description: 'Classes of the customer when the answer came.' }),
    interviewer: z.string().nullable().optional().meta({
      description: 'Subject of the staff member who wrote it down.',
    }),
    revision: z.int().meta({ description: 'Counts the changes within the edit window, from 1.' }),
    customerId: z.string().optional(),
    invitationId: z.string().optional(),
    completedAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'Like both ids absent where the survey is anonymous.' }),
  })
  .meta({ id: 'Response' });

/**
 * What a visitor gives for one question or hidden field. Described here, judged where the question is
 * known: a value that a schema refuses would keep silent about all the others.
 */
const given = <T>(anyOf: readonly object[]) =>
  z.custom<T>(() => true).meta({ override: { anyOf: [...anyOf] } });

const texts = { type: 'string' };
const GivenAnswer = given<z.infer<typeof Answer>>([
  { type: 'number' },
  texts,
  { type: 'boolean' },
  { type: 'array', items: texts },
  { type: 'object', additionalProperties: texts },
  { type: 'null' },
]);
const GivenHidden = given<z.infer<typeof HiddenValue> | null>([
  texts,
  { type: 'number' },
  { type: 'null' },
]);

const hidden = z
  .record(z.string(), GivenHidden)
  .optional()
  .meta({ description: 'By id of hidden fields; trusted ones are taken from a signature only.' });

const answers = z.record(z.string(), GivenAnswer).meta({
  description:
    'By question id: a whole number on the scale of the question or a number in its range, an option id, a list of option ids (a ranking: first place first), column ids by row id, a date, true or false for a consent, or a text.',
});

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'Not base64url');

/** What a respondent sends. */
export const Submission = z
  .strictObject({
    token: z.string().optional().meta({ description: 'The secret of a personal link.' }),
    credential: z
      .strictObject({ message: base64url.max(200), signature: base64url.max(400) })
      .optional()
      .meta({
        description:
          'The right to one anonymous response (RFC 9474): the prepared message with our unblinded signature.',
      }),
    language: GivenLanguage.optional(),
    answers,
    hidden,
    complete: z.boolean().default(true).meta({
      description: 'False begins a response that may still grow: it is not in the results.',
    }),
    [formTokenField]: z.string().optional().meta({
      description:
        'The token of a hosted form, where one sends the answers. One that is wrong is a reason for quarantine; none is not.',
    }),
    [honeypotField]: z.string().optional().meta({
      description:
        'For web pages that want a trap for programs: the value of a field that nobody sees. What fills it in waits in quarantine.',
    }),
  })
  .refine(({ token, credential }) => token === undefined || credential === undefined, {
    path: ['credential'],
    error: 'It speaks for itself: beside a token it would be linked to it',
    params: { code: 'not_with_token' },
  })
  .meta({ id: 'NewResponse' });

const submissionNames = new Set<string>([
  'token',
  'language',
  'complete',
  formTokenField,
  honeypotField,
]);

const flags: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A form has no levels: what is not one of our own names is an answer, or a hidden field. */
export const submissionFromForm = (
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const entries = Object.entries(fields);
  const { complete, ...own } = Object.fromEntries(
    entries.filter(([name]) => submissionNames.has(name)),
  );
  const said = typeof complete === 'string' && Object.hasOwn(flags, complete);
  return {
    ...own,
    ...(complete === undefined ? {} : { complete: said ? flags[complete] : complete }),
    answers: Object.fromEntries(entries.filter(([name]) => !submissionNames.has(name))),
  };
};

/** A change of a response that is not complete, or may still be changed. */
export const ResponsePatch = z
  .strictObject({
    resumeToken: z.string().meta({ description: 'The secret that came with the response.' }),
    answers: answers
      .default({})
      .meta({ description: 'A merge patch (RFC 7396): null removes an answer, absent keeps it.' }),
    hidden,
    language: GivenLanguage.optional(),
    complete: z.boolean().default(false).meta({
      description: 'True sends what was begun. Of a complete response it changes nothing.',
    }),
    revision: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'The revision that was seen: 412 where another change came first.' }),
  })
  .meta({ id: 'ResponsePatch' });

/** What a respondent is told. */
export const ReceiptResource = z
  .strictObject({
    id: z.string().optional(),
    receipt: z.string().optional().meta({
      description:
        'Proof of the response, the same for every repeat; absent before it is complete.',
    }),
    completedAt: z.iso.datetime().nullable().optional().meta({
      description:
        'Null of a response that was begun. Absent where the survey is anonymous, like `id` unless it may be changed: either would lead to the answers.',
    }),
    resumeToken: z.string().optional().meta({
      description:
        'The secret by which the response may be gone on with or changed. Of an anonymous response it comes once.',
    }),
    revision: z.int().optional().meta({ description: 'Counts the changes, from 1.' }),
    outcome: z.literal('screened_out').optional().meta({
      description: 'Enough of such responses have come in: the link is used, no answer is kept.',
    }),
  })
  .meta({ id: 'ResponseReceipt' });
