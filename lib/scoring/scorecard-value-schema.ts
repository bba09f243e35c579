import * as z from 'zod';
import { Money } from '../shared/money.ts';

const Basis = z.enum(['margin', 'revenue']).meta({
  description:
    '`margin`: after costs, where every purchase carries one; else `revenue`. Both after refunds.',
});

const Clv = Money.extend({
  interval: z.tuple([z.int(), z.int()]).nullable().meta({
    description:
      'Minor units: the middle 80 % of what this customer may bring in the horizon, by the predictive distribution of purchases and spend. Uncertainty of the fitted parameters is not in it.',
  }),
  horizon: z.strictObject({ weeks: z.int(), stepWeeks: z.int() }),
  discountRate: z.number().meta({ description: 'Per 52 weeks, applied at the end of each step.' }),
  basis: Basis,
}).meta({ description: 'Residual: expected from now on, discounted.' });

/** What a customer is worth, part by part. */
export const ScorecardValue = z.strictObject({
  historic: Money.extend({ basis: Basis }),
  current: Money.extend({
    basis: Basis,
    from: z.iso.date(),
    to: z.iso.date(),
    tenureDays: z.int().nullable(),
  }).meta({
    description: 'The last twelve calendar months, the running one included; not annualised.',
  }),
  potential: z.strictObject({ base: Money.nullable(), growth: Money.nullable() }),
  clv: Clv.nullable(),
  contribution: Money.extend({ ratio: z.number().nullable() }).nullable(),
  walletShare: z.number().nullable(),
  scope: z.number().nullable(),
  referral: Money.nullable(),
});
export type ScorecardValue = z.infer<typeof ScorecardValue>;
