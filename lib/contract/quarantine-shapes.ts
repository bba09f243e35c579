import * as z from 'zod';
import { heldDays } from '../surveys/abuse/held-response.ts';
import { holdReasons } from '../surveys/abuse/judge-open.ts';
import { responseChannels } from '../surveys/response.ts';

const Answer = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
]);

const id = z
  .string()
  .meta({ description: 'The id under which it is recorded when it is released.' });

/** A response that waits for people to judge it. */
export const HeldResponseResource = z
  .strictObject({
    id,
    surveyId: z.string(),
    surveyVersion: z.int(),
    language: z.string(),
    day: z.iso.date().meta({ description: 'The business day on which it came.' }),
    keptUntil: z.iso.date().meta({
      description: `The last day on which it can be released: ${heldDays} days after its own.`,
    }),
    channel: z.enum(responseChannels),
    reasons: z.array(z.enum(holdReasons)).min(1).meta({
      description:
        'All that spoke against it. `form_token_…`: the hosted form was not loaded, or less than 2 seconds or more than 48 hours before; `network_flood`: its network sent more than its share; `repeated_content`: the same texts came from one network 20 times in an hour.',
    }),
    answers: z.record(z.string(), Answer).nullable().meta({
      description: 'By question id; null where the survey is confidential.',
    }),
    hidden: z.record(z.string(), z.union([z.string(), z.number()])),
    customerId: z.string().optional().meta({
      description: 'Like the next two of identified surveys only.',
    }),
    invitationId: z.string().optional(),
    completedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'HeldResponse' });

export const HeldDecisionResource = z
  .strictObject({
    id,
    surveyId: z.string(),
    day: z.iso.date(),
    decision: z.enum(['released', 'rejected']),
  })
  .meta({ id: 'HeldDecision' });
