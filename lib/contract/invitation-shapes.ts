import * as z from 'zod';

/** A personal link as staff read it; its secret is not stored. */
export const InvitationResource = z
  .strictObject({
    id: z.string(),
    surveyId: z.string(),
    customerId: z.string(),
    status: z.enum(['unused', 'used', 'active', 'revoked', 'expired']).meta({
      description: '`active` of an anonymous survey: usable, or used; nobody is told which.',
    }),
    hidden: z.record(z.string(), z.union([z.string(), z.number()])).meta({
      description: 'Trusted values of hidden fields that its response carries.',
    }),
    interview: z
      .strictObject({ channel: z.enum(['interview', 'phone']), interviewer: z.string() })
      .optional()
      .meta({ description: 'Of a link for staff who ask the customer.' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    usedAt: z.iso.datetime().optional().meta({
      description: 'Of identified and confidential surveys, once it was used for a response.',
    }),
    responseId: z.string().optional().meta({ description: 'Of identified surveys.' }),
  })
  .meta({ id: 'Invitation' });

/** The keys of personal links, without the keys. */
export const LinkKeysResource = z
  .strictObject({
    current: z.int().meta({ description: 'The generation that signs new links.' }),
    generations: z.array(
      z.strictObject({
        generation: z.int().meta({ description: 'Stands in front of every link: `v1.…`.' }),
        createdAt: z.iso.datetime().nullable().meta({
          description: 'Null of the first, which came with the deployment.',
        }),
        revokedAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .meta({ id: 'LinkKeys' });
