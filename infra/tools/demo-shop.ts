import { type DemoHappening, demoHappenings } from './demo-happenings.ts';
import { type DemoPerson, demoPerson } from './demo-names.ts';
import { type DemoPurchase, demoHistory } from './demo-purchases.ts';
import { seededRandom } from './demo-random.ts';

/** One generated customer with everything that happened, days counted back from today. */
export interface DemoCustomer extends DemoPerson {
  readonly number: number;
  readonly kind: 'individual' | 'business';
  readonly email: string;
  readonly tags: readonly string[];
  readonly purchases: readonly DemoPurchase[];
  readonly happenings: readonly DemoHappening[];
  /** 0 to 10, what the customer would answer to a recommendation question. */
  readonly mood: number;
  /** What the customer spends in a year on such goods anywhere, as stated; null where nothing was bought. */
  readonly walletMajor: number | null;
}

const tagShares = [
  { tag: 'newsletter', share: 0.15 },
  { tag: 'wholesale', share: 0.08 },
] as const;

/** Who is likely to leave is less happy, but no survey tells exactly. */
const moodOf = (random: () => number, dropout: number): number => {
  const noise = random() + random() + random() - 1.5;
  return Math.max(0, Math.min(10, Math.round(9.4 - 8 * dropout + noise * 3)));
};

const walletOf = (random: () => number, purchases: readonly DemoPurchase[]): number | null => {
  if (purchases.length === 0) return null;
  const here = purchases
    .filter(({ daysAgo, isRefunded }) => daysAgo < 365 && !isRefunded)
    .reduce((sum, { amountMajor }) => sum + amountMajor, 0);
  const share = 0.25 + 0.65 * random();
  return Math.ceil(Math.max(here, 50) / share / 10) * 10;
};

const demoCustomer = (random: () => number, number: number): DemoCustomer => {
  const person = demoPerson(random);
  const { purchases, dropout } = demoHistory(random);
  const mood = moodOf(random, dropout);
  return {
    ...person,
    number,
    kind: random() < 0.12 ? 'business' : 'individual',
    email: `customer-${number}@shop.example`,
    tags: tagShares.flatMap(({ tag, share }) => (random() < share ? [tag] : [])),
    purchases,
    mood,
    happenings: demoHappenings(random, { number, mood, purchases, dropout }),
    walletMajor: walletOf(random, purchases),
  };
};

const friendsMax = 2;
const referrerShare = 0.35;
const prospectsReferredDaysAgo = 20;

/** Fans bring friends who first buy some weeks later, or have not bought yet. Nobody is brought twice. */
const withReferrals = (
  random: () => number,
  shop: readonly DemoCustomer[],
): readonly DemoCustomer[] => {
  const brought = new Set<number>();
  return shop.map((customer) => {
    const joined = customer.purchases[0]?.daysAgo;
    if (joined === undefined || customer.mood < 8 || random() >= referrerShare) return customer;
    const wanted = 1 + Math.floor(random() * friendsMax);
    const friends = shop
      .slice(customer.number)
      .filter(
        ({ number, purchases }) =>
          !brought.has(number) && (purchases[0]?.daysAgo ?? 0) < joined - 7,
      )
      .slice(0, wanted);
    for (const { number } of friends) brought.add(number);
    const referrals = friends.map(({ number, purchases }): DemoHappening => {
      const first = purchases[0]?.daysAgo;
      const latest = first === undefined ? Math.min(prospectsReferredDaysAgo, joined) : first + 1;
      const daysAgo =
        first === undefined ? latest : Math.min(joined, latest + Math.floor(random() * 14));
      return {
        type: 'referral',
        friend: number,
        rewardMajor: first === undefined ? 0 : 15,
        daysAgo,
      };
    });
    return { ...customer, happenings: [...customer.happenings, ...referrals] };
  });
};

/** Everybody who ever came to the demo shop, the same for the same number and seed. */
export const demoShop = (customers: number, seed = 20261123): readonly DemoCustomer[] => {
  const random = seededRandom(seed);
  const shop = Array.from({ length: customers }, (_, i) => demoCustomer(random, i + 1));
  return withReferrals(random, shop);
};
