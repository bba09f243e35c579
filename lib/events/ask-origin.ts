import * as z from 'zod';

/** What asks a customer to answer a survey: an occurrence of a wave, or the follow-up of a recovery case. */
export const AskOrigin = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('wave'),
      waveId: z.string(),
      occurrence: z.iso.date().meta({ description: 'Date of the wave’s occurrence.' }),
    }),
    z.strictObject({ kind: z.literal('case'), caseId: z.string() }),
  ])
  .meta({
    id: 'AskOrigin',
    description: 'What asks: an occurrence of a wave, or the follow-up of a recovery case.',
  });
export type AskOrigin = z.infer<typeof AskOrigin>;
