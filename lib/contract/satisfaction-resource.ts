import * as z from 'zod';
import { recommenders } from '../insights/promoters.ts';
import { satisfactionDimensions } from '../insights/satisfaction-answers.ts';
import { ExpectationGapResource, MetricResults } from './results-resource.ts';

const count = z.int().min(0);
const interval = z.tuple([z.number(), z.number()]).nullable();

/** As of when and of whom satisfaction was counted; nulls where nothing was counted yet. */
const head = {
  asOf: z.iso.date().nullable().meta({ description: 'The last business day that counted.' }),
  knownAt: z.iso.datetime().nullable(),
  policyVersion: z.int().nullable(),
  inputsHash: z.string().nullable().meta({
    description: 'Hash of all that the answer is made of: the same hash is the same answer.',
  }),
  state: z.enum(['ok', 'insufficient_data']),
  missing: z.array(
    z.strictObject({
      field: z.string(),
      code: z.literal('insufficient_data'),
      needs: z.enum(['run', 'answer']).meta({
        description: '`run`: nothing was counted by this date; `answer`: nobody gave a score.',
      }),
    }),
  ),
  sample: z
    .strictObject({
      customers: count.meta({ description: 'Customers whose ledgers were read.' }),
      answered: count.meta({ description: 'Of these, with a score within three years.' }),
      sampled: z.boolean().meta({ description: 'False: all customers were read.' }),
    })
    .nullable(),
};

const series = z
  .array(
    z.strictObject({
      month: z.string(),
      n: count,
      value: z.number().nullable(),
      interval,
    }),
  )
  .meta({ description: 'Month by month: NPS, percent of top two boxes, mean of ease.' });

const Figures = z
  .strictObject({
    nps: MetricResults.nps.extend({ series }),
    csat: MetricResults.csat.extend({ series }),
    ces: MetricResults.ces.extend({ series }),
  })
  .meta({
    id: 'SatisfactionFigures',
    description:
      'NPS of the last answer of each customer in the window (in the series: in the month); all answers of CSAT, ratings outside surveys included, and of CES. Trends over months.',
  });

export const SatisfactionReport = z
  .strictObject({
    ...head,
    from: z.string().meta({ description: 'First month.' }),
    to: z.string().meta({ description: 'Last month.' }),
    by: z.enum(satisfactionDimensions).nullable(),
    total: Figures.nullable(),
    groups: z
      .array(
        z.strictObject({
          key: z.string().meta({
            description: '`none` where an answer has none; groups beyond 12 are `~other`.',
          }),
          shielded: z.boolean().meta({ description: 'Fewer than five answers.' }),
          figures: Figures.nullable(),
        }),
      )
      .nullable(),
    expectationGaps: z.array(ExpectationGapResource),
    effort: z
      .strictObject({
        n: count.meta({ description: 'Answers about ease with a ticket in the 30 days before.' }),
        medianMinutes: z.number().nullable().meta({
          description: 'From the opening of the ticket to its resolution, or to the answer.',
        }),
        correlation: z.number().nullable().meta({
          description:
            'Spearman’s rank correlation of ease and minutes; below 0: who waits finds it harder. Null under ten pairs.',
        }),
        interval,
        p: z.number().nullable(),
      })
      .nullable()
      .meta({ description: 'Ease against real waiting, over the last 365 days of the data.' }),
  })
  .meta({ id: 'SatisfactionReport' });
export type SatisfactionReport = z.infer<typeof SatisfactionReport>;

const rate = z.strictObject({
  n: count,
  perMonth: z.number().nullable().meta({ description: 'For one customer in one month.' }),
  interval: interval.meta({ description: '95 %, Poisson (Byar).' }),
});

const ratio = z.strictObject({
  ratio: z.number().nullable(),
  interval: z
    .tuple([z.number(), z.number().nullable()])
    .nullable()
    .meta({ description: '95 %, exact given the sum; an end without bound is null.' }),
  p: z.number().nullable().meta({ description: 'Two-sided, of equal rates.' }),
});

export const PromoterReport = z
  .strictObject({
    ...head,
    groups: z.array(
      z.strictObject({
        kind: z.enum(recommenders),
        answers: count.meta({ description: 'Answers that were followed for a day or more.' }),
        customers: count,
        share: z.number().nullable().meta({ description: 'Stated: percent of the answers.' }),
        months: z.number().meta({ description: 'Customer-months that were followed.' }),
        referrers: z
          .strictObject({ n: count, share: z.number().nullable(), interval })
          .meta({ description: 'Observed: customers who referred somebody in that time.' }),
        referrals: rate,
        conversions: rate.meta({ description: 'Referrals that brought a customer.' }),
      }),
    ),
    ratio: z
      .strictObject({ referrals: ratio, conversions: ratio })
      .nullable()
      .meta({ description: 'Rate of promoters over rate of detractors.' }),
  })
  .meta({ id: 'PromoterReport' });
export type PromoterReport = z.infer<typeof PromoterReport>;
