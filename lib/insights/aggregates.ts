import * as z from 'zod';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const shareInterval = z.tuple([share, share]);
const monthText = z.string().regex(/^\d{4}-\d{2}$/);

/** One point of a survival curve. */
export const SurvivalMonth = z.strictObject({
  month: count.meta({ description: 'Months of 30.4375 days after the origin.' }),
  atRisk: count.meta({ description: 'Lives known to last so long at least.' }),
  survival: share.meta({ description: 'Share whose life is longer (Kaplan-Meier).' }),
  interval: shareInterval.nullable().meta({
    description: 'Pointwise 95 % (Greenwood, log-log); null where everybody or nobody is left.',
  }),
  hazard: share.nullable().meta({
    description:
      'Share lost in the month that ends here, of those alive at its beginning; for month 0, of all on the very day.',
  }),
});
export type SurvivalMonth = z.infer<typeof SurvivalMonth>;

/** The length of life in a group of customers. */
export const SurvivalSummary = z
  .strictObject({
    customers: count.meta({ description: 'Customers whose end could have been seen.' }),
    ended: count.meta({ description: 'Of these, lost.' }),
    median: z.strictObject({
      days: count.nullable().meta({ description: 'Null where more than half are still there.' }),
      interval: z.tuple([count.nullable(), count.nullable()]).meta({
        description: '95 % (Brookmeyer and Crowley); an end that the data do not reach is null.',
      }),
    }),
    mean: z
      .strictObject({
        days: z.number().nonnegative(),
        standardError: z.number().nonnegative(),
        untilDays: count,
      })
      .meta({ description: 'Mean life within the first `untilDays`; what follows is not known.' }),
    months: z.array(SurvivalMonth),
  })
  .meta({ id: 'SurvivalSummary' });
export type SurvivalSummary = z.infer<typeof SurvivalSummary>;

/** The customers whose first purchase fell into one month. Lists hold one number for each month from that one on. */
export const Cohort = z.strictObject({
  month: monthText,
  customers: count,
  /** Customers with a purchase in the month. */
  active: z.array(count),
  /** Customers with a purchase in the month or a later one. */
  activeOrAfter: z.array(count),
  purchaseDays: z.array(count),
  /** Net revenue in minor units. */
  revenue: z.array(z.int()),
  lifetime: SurvivalSummary.nullable(),
});
export type Cohort = z.infer<typeof Cohort>;

export const CohortTable = z.strictObject({
  /** The last month that the data reach. */
  lastMonth: monthText.nullable(),
  /** False: the data end within it. */
  lastMonthComplete: z.boolean(),
  /** Rising. */
  cohorts: z.array(Cohort),
  /** Cohorts before those that are kept. */
  earlier: z.strictObject({ customers: count, purchaseDays: count, revenue: z.int() }),
});
export type CohortTable = z.infer<typeof CohortTable>;

/** Who came, stayed and went in a month or quarter. */
export const ChurnPeriod = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  complete: z.boolean(),
  start: count,
  lost: count,
  acquired: count,
  acquiredAndLost: count,
  returned: count,
  end: count,
  active: count,
  churnRate: share.nullable(),
  retentionRate: share.nullable(),
  /** Net revenue, in the 365 days before the period, of the customers at its start, minor units. */
  revenueAtStart: z.int(),
  revenueLost: z.int(),
  revenueChurnRate: z.number().nullable(),
});
export type ChurnPeriod = z.infer<typeof ChurnPeriod>;

export const ChurnTable = z.strictObject({
  months: z.array(ChurnPeriod),
  quarters: z.array(ChurnPeriod),
  /** From the first purchase on. */
  survival: SurvivalSummary.nullable(),
  /** From the landmark on, best tier first. */
  tiers: z
    .strictObject({
      landmark: z.iso.date(),
      groups: z.array(z.strictObject({ tier: z.string(), survival: SurvivalSummary })),
    })
    .nullable(),
  /** Customers who were lost at least once, and of these who came back at least once. */
  winBacks: z.strictObject({ lost: count, returned: count }),
});
export type ChurnTable = z.infer<typeof ChurnTable>;
