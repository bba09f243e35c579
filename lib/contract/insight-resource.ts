import * as z from 'zod';
import { ChurnPeriod, Cohort, SurvivalSummary } from '../insights/aggregates.ts';
import { needs } from '../insights/missing.ts';
import { ValueSettings } from '../scoring/policy/value.ts';
import { Money } from '../shared/money.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month, YYYY-MM');

/** A month in a query. */
export const MonthParameter = monthText;

/** As of when and by what an answer was computed; nulls where nothing was counted yet. */
const head = {
  asOf: z.iso.date().nullable().meta({ description: 'The last business day that counted.' }),
  knownAt: z.iso.datetime().nullable(),
  modelVersion: z.string().nullable(),
  policyVersion: z.int().nullable(),
  inputsHash: z.string().nullable().meta({
    description: 'Hash of all that the answer is made of: the same hash is the same answer.',
  }),
  state: z.enum(['ok', 'insufficient_data']),
  missing: z.array(
    z.strictObject({
      field: z.string(),
      code: z.literal('insufficient_data'),
      needs: z.enum(needs).meta({
        description:
          '`run`: nothing was counted by this date; `purchase`: nobody has bought; `history`: the data reach back less than the churn horizon and some weeks; `model`: no usable model.',
      }),
    }),
  ),
};

const counted = {
  sample: z
    .strictObject({
      customers: count.meta({ description: 'Customers who were counted.' }),
      sampled: z.boolean().meta({
        description: 'Rates hold for all customers, counts and amounts for those of the sample.',
      }),
      population: count.nullable().meta({
        description: 'All who have bought, estimated where sampled; null before the first run.',
      }),
    })
    .nullable(),
  definition: z.strictObject({ horizonDays: z.int() }).nullable().meta({
    description:
      'Churn is a silence longer than the horizon, dated to the last purchase before it; under a contract, the end of the paid time. All of history is told by this definition.',
  }),
};

const cell = {
  offset: count.meta({ description: 'Months after the month of the first purchase.' }),
  month: monthText,
  complete: z.boolean().meta({ description: 'False: the data end within the month.' }),
};

const RetentionCell = z.strictObject({ ...cell, customers: count, share });
const RevenueCell = z.strictObject({
  ...cell,
  revenue: Money.meta({ description: 'Net of refunds.' }),
  cumulativePerCustomer: Money.meta({
    description: 'All revenue up to the month over all customers of the cohort.',
  }),
});
const PurchaseDaysCell = z.strictObject({
  ...cell,
  purchaseDays: count.meta({ description: 'Several purchases of a customer on a day count once.' }),
  perCustomer: z.number().min(0),
});

export const CohortReport = z
  .strictObject({
    ...head,
    ...counted,
    measure: z.enum(['retention', 'revenue', 'purchase_days']),
    basis: z.enum(['active_in', 'active_in_or_after']).nullable().meta({
      description:
        'Of retention: with a purchase in the month, or in it or a later one. The second is too low for the latest months, whose later purchases are still to come.',
    }),
    cohorts: z
      .array(
        z.strictObject({
          month: monthText,
          customers: count,
          lifetime: Cohort.shape.lifetime.meta({
            description: 'From the first purchase on; null while no loss could be seen.',
          }),
          cells: z.union([z.array(RetentionCell), z.array(RevenueCell), z.array(PurchaseDaysCell)]),
        }),
      )
      .meta({ description: 'By the month of the first purchase, the last 60.' }),
    earlier: z
      .strictObject({ customers: count, purchaseDays: count, revenue: Money })
      .nullable()
      .meta({ description: 'Cohorts before those, added up.' }),
  })
  .meta({ id: 'CohortReport' });
export type CohortReport = z.infer<typeof CohortReport>;

const period = ChurnPeriod.extend({
  start: count.meta({ description: 'Customers on the day before.' }),
  lost: count.meta({ description: 'Of these, no customers on the last day.' }),
  acquired: count.meta({ description: 'Began within the period.' }),
  acquiredAndLost: count.meta({ description: 'Of these, no customers on the last day.' }),
  returned: count.meta({
    description: 'Customers on the last day who were lost before the period.',
  }),
  end: count.meta({
    description: 'On the last day: start − lost + acquired − acquiredAndLost + returned.',
  }),
  active: count.meta({ description: 'With a purchase within the period.' }),
  churnRate: share.nullable().meta({
    description: 'lost / start. Null while nobody could have been lost under the definition.',
  }),
  retentionRate: share.nullable().meta({
    description: 'Of those at the start, without the acquired and the returned: 1 − churnRate.',
  }),
  revenueAtStart: Money.meta({
    description: 'What the customers at the start brought in the 365 days before the period.',
  }),
  revenueLost: Money.meta({ description: 'Of this, by those who were lost.' }),
  revenueChurnRate: z.number().nullable().meta({ description: 'revenueLost / revenueAtStart.' }),
});

export const ChurnReport = z
  .strictObject({
    ...head,
    ...counted,
    by: z.enum(['month', 'quarter']),
    periods: z.array(period).meta({ description: 'Five years at most, the running one included.' }),
    survival: SurvivalSummary.nullable().meta({
      description: 'Life from the first purchase (or first paid day) to the first loss.',
    }),
    tiers: z
      .strictObject({
        landmark: z.iso.date(),
        groups: z.array(z.strictObject({ tier: z.string(), survival: SurvivalSummary })),
      })
      .nullable()
      .meta({
        description:
          'Life from the landmark on, of those who were customers then, by the tier that they had then: so that no group is formed by what came later.',
      }),
    winBacks: z
      .strictObject({ lost: count, returned: count })
      .nullable()
      .meta({ description: 'Customers ever lost, and of these, ever come back.' }),
  })
  .meta({ id: 'ChurnReport' });
export type ChurnReport = z.infer<typeof ChurnReport>;

export const ValueReport = z
  .strictObject({
    ...head,
    runId: z.string().nullable().meta({ description: 'The run that counted everybody.' }),
    equity: Money.nullable().meta({
      description: 'Customer equity: the CLV of all customers together.',
    }),
    customers: count.nullable().meta({
      description: 'Customers with a value: a purchase and a model.',
    }),
    terms: ValueSettings.nullable().meta({
      description: 'What the CLV is made of, pinned in the model version.',
    }),
    tiers: z
      .array(z.strictObject({ tier: z.string(), customers: count, clv: Money, share }))
      .meta({ description: 'Best tier first; `share` is of the equity.' }),
    migrations: z.record(z.string(), z.record(z.string(), count)).meta({
      description: 'From tier to tier in the run, unchanged ones included; `none` is no tier.',
    }),
  })
  .meta({ id: 'ValueReport' });
export type ValueReport = z.infer<typeof ValueReport>;
