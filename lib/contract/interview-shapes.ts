import * as z from 'zod';

/** A link for an interview. The token is a secret and is not stored. */
export const InterviewResource = z
  .strictObject({
    id: z.string(),
    surveyId: z.string(),
    customerId: z.string(),
    channel: z.enum(['interview', 'phone']),
    interviewer: z.string().meta({ description: 'Subject of the token that asked for the links.' }),
    expiresAt: z.iso.datetime(),
    token: z.string(),
    url: z.string().meta({
      description: 'Address of the form, with words for the interviewer beside the questions.',
    }),
  })
  .meta({ id: 'Interview' });

const hidden = 'Null for fewer than five responses.';

/** How ratings hang on who asked. */
export const InterviewersReport = z
  .strictObject({
    surveyId: z.string(),
    questions: z
      .record(
        z.string(),
        z.strictObject({
          type: z.enum(['nps', 'csat', 'ces']),
          n: z.int().meta({ description: 'Answers of all interviewers.' }),
          mean: z.number().nullable().meta({ description: hidden }),
          effect: z
            .strictObject({
              icc: z.number().meta({
                description:
                  'Share of the variance of answers that lies between interviewers: ICC(1) of a one-way random effects analysis of variance (Shrout and Fleiss 1979). Below zero where they differ less than chance would make them.',
              }),
              designEffect: z.number().meta({
                description:
                  'How much more the variance of the mean is than that of as many independent answers: 1 + (m − 1) ICC, with m the mean workload weighted by itself (Kish 1965); 1 where ICC is not above zero.',
              }),
              f: z.number().meta({
                description:
                  'F = mean square between / mean square within, and the chance of one as large where interviewers make no difference.',
              }),
              degrees: z.array(z.int()).length(2),
              p: z.number().min(0).max(1),
            })
            .nullable(),
          interviewers: z.array(
            z.strictObject({
              interviewer: z.string(),
              n: z.int(),
              mean: z.number().nullable().meta({ description: hidden }),
              interval: z.array(z.number()).length(2).nullable(),
            }),
          ),
        }),
      )
      .meta({ description: 'By question id: those that ask for a rating.' }),
  })
  .meta({ id: 'InterviewersReport' });
