import * as z from 'zod';
import { Money } from '../shared/money.ts';
import { matrixCells } from '../value/word-of-mouth.ts';

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
}).meta({
  description:
    'Residual: expected from now on, discounted. Customer equity is the sum of these alone.',
});

const share = z.number().min(0).max(1);
const month = z.string().meta({ description: 'Calendar month, `YYYY-MM`.' });
const minor = z.int();
const tenureDays = z.int().nullable().meta({
  description: 'Since the first purchase; null before it.',
});
const Answer = z.strictObject({ value: z.number(), at: z.iso.datetime(), responseId: z.string() });

const Current = Money.extend({
  basis: Basis,
  from: z.iso.date(),
  to: z.iso.date(),
  tenureDays,
  runRate: z
    .array(z.strictObject({ weeks: z.int(), amount: minor }))
    .nullable()
    .meta({
      description:
        'What these weeks would bring if behaviour did not change: the value per day of the window (of the time since the first purchase, where that is shorter), not discounted.',
    }),
}).meta({
  description: 'The last twelve calendar months, the running one included; not annualised.',
});

const Growth = Money.meta({
  description:
    'What could be won of the spend that the customer states beyond what is expected anyway: headroom × chance to win it × margin, discounted. Only from a fresh statement; never from income.',
});

const Contribution = Money.extend({
  ratio: z.number().nullable().meta({
    description: 'Of the revenue; null where there is none, or where refunds outweigh it.',
  }),
  from: month,
  to: month,
  revenue: minor.meta({ description: 'After refunds and discounts.' }),
  goodsCost: minor,
  costToServe: minor.nullable().meta({
    description: 'Contacts and service at the rates of the policy; null (and in no sum) without.',
  }),
  rewards: minor.meta({ description: 'Points and referral rewards that were given.' }),
  discounts: minor.meta({ description: 'The revenue is net of them already.' }),
}).meta({
  description:
    'Profit of the months asked for (the last twelve by default): revenue − cost of goods − cost to serve − rewards. Null where a purchase in them carries no cost.',
});

const Mutual = z
  .strictObject({
    currency: z.string(),
    from: month,
    to: month,
    received: minor.meta({ description: 'Revenue after refunds.' }),
    given: z.strictObject({
      discounts: minor,
      rewards: minor,
      service: minor.nullable().meta({
        description: 'Hours of service at their cost; null (and in no sum) without a rate.',
      }),
      total: minor,
    }),
    serviceMinutes: z.int(),
  })
  .meta({
    description: 'Value in both directions: what came from the customer, what was given back.',
  });

const WalletShare = z
  .strictObject({
    share: share.nullable(),
    currency: z.string(),
    stated: minor.meta({ description: 'Spend of a year as the customer stated it.' }),
    observed: minor.meta({ description: 'Revenue after refunds in the last twelve months.' }),
    answeredAt: z.iso.datetime(),
    ageDays: z.int(),
    isStale: z.boolean().meta({ description: 'Older than the policy allows for growth.' }),
  })
  .meta({ description: 'Observed spend over stated spend, at most 1.' });

const Scope = z
  .strictObject({ share, used: z.array(z.string()), open: z.array(z.string()) })
  .meta({ description: 'Categories bought in, of those that suit.' });

const Time = z
  .strictObject({
    tenureDays,
    paidUntil: z.iso.date().nullable().meta({
      description: 'End of the paid term of a contract; null without one.',
    }),
    activeWeeks: z.number().nullable().meta({
      description: 'Active weeks expected within `withinWeeks`: P(alive) × area under the shares.',
    }),
    withinWeeks: z.int(),
    retention: z
      .array(z.strictObject({ weeks: z.int(), share }))
      .nullable()
      .meta({
        description:
          'By weeks from now: purchases expected in the quarter that begins then, against the quarter from now.',
      }),
  })
  .meta({ description: 'How long the relationship has lasted and how much of it is left.' });

const Referral = Money.extend({
  referred: z.int().meta({ description: 'Customers that were referred.' }),
  notCounted: z.int().meta({ description: 'Of these, not looked at: beyond the latest 100.' }),
  converted: z.int().meta({
    description: 'Who bought after it and whom nobody else referred later (last touch).',
  }),
  months: z.number().meta({ description: 'As a customer, until a churn horizon of silence.' }),
  ratePerMonth: z.number(),
  expectedConversions: z.number().meta({ description: 'Discounted, with saturation.' }),
  horizonMonths: z.int(),
  saturation: z.number(),
  perConversion: Money,
  realised: Money.extend({ basis: Basis }).meta({
    description:
      'What the converted customers are worth so far under the name of who brought them: part of their own value, never to be added to it.',
  }),
}).meta({
  description:
    'Word-of-mouth value: worth of the conversions expected within the horizon, all generations, saturation included.',
});

const Complete = Money.extend({
  loyaltyFactor: z.number().meta({ description: 'Of the lifetime value, by recommendation.' }),
}).meta({
  description:
    'Lifetime value × loyalty factor + word-of-mouth value: for ranking and rewards. It counts people who have a value of their own, so sums of it mean nothing.',
});

const Perceived = z
  .strictObject({
    economic: Answer.nullable(),
    functional: Answer.nullable(),
    emotional: Answer.nullable(),
  })
  .meta({ description: 'Indices 0 to 100 from the last answers to the standard question block.' });

/** What a customer is worth, part by part. */
export const ScorecardValue = z.strictObject({
  historic: Money.extend({ basis: Basis }),
  current: Current,
  potential: z.strictObject({ base: Money.nullable(), growth: Growth.nullable() }),
  clv: Clv.nullable(),
  contribution: Contribution.nullable(),
  mutual: Mutual,
  walletShare: WalletShare.nullable(),
  scope: Scope.nullable(),
  time: Time,
  referral: Referral.nullable(),
  complete: Complete.nullable(),
  perceived: Perceived,
});
export type ScorecardValue = z.infer<typeof ScorecardValue>;

const level = z.enum(['high', 'low']);
const Text = z.strictObject({ en: z.string(), zh: z.string() });

/** Trade by referral value, with what the policy says about the cell. */
export const ScorecardMatrix = z
  .strictObject({
    trade: level,
    referral: level,
    cell: z.enum(matrixCells),
    thresholds: z.strictObject({ trade: Money, referral: Money }).meta({
      description: 'Pinned in the model version; a value at a threshold is high.',
    }),
    action: z.string(),
    goal: Text,
    text: Text,
  })
  .nullable();
export type ScorecardMatrix = z.infer<typeof ScorecardMatrix>;
