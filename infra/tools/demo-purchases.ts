import { beta, exponential, gamma, pick } from './demo-random.ts';

export interface DemoPurchase {
  readonly daysAgo: number;
  /** What was paid, net of the discount. */
  readonly amountMajor: number;
  readonly costMajor: number;
  readonly discountMajor: number;
  readonly category: string;
  readonly isRefunded: boolean;
}

/** The purchases of one customer with what drove them. */
export interface DemoHistory {
  readonly purchases: readonly DemoPurchase[];
  /** Probability to leave after a purchase: what the customer's mood follows. */
  readonly dropout: number;
}

const categories = ['coffee', 'tea', 'equipment', 'gifts'] as const;

/**
 * Who buys how often follows BG/NBD with Gamma-Gamma spend (science: Fader, Hardie and Lee 2005; Fader and Hardie 2013),
 * so that the models have something true to find; rates are per week, of a small shop that has been open for two years.
 */
const shop = { r: 1, alpha: 18, a: 0.8, b: 1.6, p: 6, q: 4, gamma: 45 };

const weeksOpen = 104;
const prospectShare = 0.08;

const round = (amount: number): number => Math.round(amount * 100) / 100;

const purchaseOf = (
  random: () => number,
  daysAgo: number,
  { price, category }: { readonly price: number; readonly category: string },
): DemoPurchase => {
  const discount = random() < 0.2 ? 0.1 : 0;
  return {
    daysAgo,
    amountMajor: Math.max(1, round(price * (1 - discount))),
    costMajor: Math.max(0.5, round(price * (0.5 + 0.15 * random()))),
    discountMajor: round(price * discount),
    category,
    isRefunded: random() < 0.03,
  };
};

/** The first purchase on any day since the shop opened, the last one at the latest two days ago. */
export const demoHistory = (random: () => number): DemoHistory => {
  const dropout = beta(random, shop.a, shop.b);
  if (random() < prospectShare) return { purchases: [], dropout };
  const rate = gamma(random, shop.r, shop.alpha) + 0.01;
  const spendRate = gamma(random, shop.q, shop.gamma);
  const favourite = pick(random, categories);
  const purchases: DemoPurchase[] = [];
  for (
    let weeksAgo = 2 + random() * (weeksOpen - 2);
    weeksAgo >= 0.3;
    weeksAgo -= exponential(random, rate)
  ) {
    const price = gamma(random, shop.p, spendRate);
    const category = random() < 0.7 ? favourite : pick(random, categories);
    purchases.push(purchaseOf(random, Math.round(weeksAgo * 7), { price, category }));
    // In BG/NBD nobody leaves at the first purchase: it only opens the history.
    if (purchases.length > 1 && random() < dropout) break;
  }
  return { purchases, dropout };
};
