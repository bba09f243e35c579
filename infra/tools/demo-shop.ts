import { beta, exponential, gamma, pick, seededRandom } from './demo-random.ts';

/** One generated customer with everything that happened, days counted back from today. */
export interface DemoCustomer {
  readonly number: number;
  readonly kind: 'individual' | 'business';
  readonly name: string;
  readonly email: string;
  readonly country: string;
  readonly city: string;
  readonly tags: readonly string[];
  readonly language: 'zh' | 'en';
  readonly purchases: readonly DemoPurchase[];
  readonly complaints: readonly number[];
  readonly visits: readonly number[];
  /** Number of the friend that this customer brought, when there is one. */
  readonly referred?: number;
  /** 0 to 10, what the customer would answer. */
  readonly mood: number;
}

export interface DemoPurchase {
  readonly daysAgo: number;
  readonly amountMajor: number;
  readonly category: string;
  readonly refunded: boolean;
}

const families = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'] as const;
const given = ['伟', '芳', '娜', '敏', '静', '磊', '洋', '艳', '勇', '杰', '丽', '涛'] as const;
const firstNames = [
  'Anna',
  'Ben',
  'Chloe',
  'Daniel',
  'Emma',
  'Felix',
  'Grace',
  'Henry',
  'Iris',
  'Jack',
] as const;
const lastNames = [
  'Baker',
  'Carter',
  'Evans',
  'Fisher',
  'Hughes',
  'Mason',
  'Parker',
  'Reed',
  'Turner',
  'Wood',
] as const;
const homes = {
  zh: ['上海', '北京', '杭州', '成都', '广州', '武汉'].map((city) => ({ country: 'CN', city })),
  en: [
    { country: 'GB', city: 'London' },
    { country: 'SG', city: 'Singapore' },
    { country: 'CA', city: 'Toronto' },
    { country: 'AU', city: 'Sydney' },
  ],
};
const categories = ['coffee', 'tea', 'equipment', 'gifts'] as const;

/**
 * Who buys how often follows BG/NBD with Gamma-Gamma spend (science: Fader, Hardie and Lee 2005), so
 * that the models have something true to find; parameters are of a lively small shop.
 */
const shop = { r: 0.8, alpha: 5, a: 0.7, b: 3.2, p: 6, q: 4, gamma: 45 };

export const demoShop = (customers: number, seed = 20261121): readonly DemoCustomer[] => {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, (_, i) => demoCustomer(random, i + 1, customers));
};

const chance = (random: () => number, probability: number): boolean => random() < probability;

const demoName = (random: () => number, language: 'zh' | 'en'): string =>
  language === 'zh'
    ? pick(random, families) +
      pick(random, given) +
      (chance(random, 0.5) ? pick(random, given) : '')
    : `${pick(random, firstNames)} ${pick(random, lastNames)}`;

const demoTags = (random: () => number): readonly string[] =>
  [
    { tag: 'newsletter', share: 0.15 },
    { tag: 'wholesale', share: 0.08 },
  ].flatMap(({ tag, share }) => (chance(random, share) ? [tag] : []));

const demoCustomer = (random: () => number, number: number, customers: number): DemoCustomer => {
  const language = chance(random, 0.65) ? 'zh' : 'en';
  const purchases = demoPurchases(random);
  const noise = random() + random() + random() - 1.5;
  const mood = Math.max(0, Math.min(10, Math.round(8.2 + noise * 4)));
  const lastDaysAgo = purchases.at(-1)?.daysAgo ?? 30;
  const home = homes[language][Math.floor(random() * homes[language].length)];
  return {
    number,
    kind: chance(random, 0.12) ? 'business' : 'individual',
    name: demoName(random, language),
    email: `customer-${number}@shop.example`,
    country: home?.country ?? 'CN',
    city: home?.city ?? '上海',
    tags: demoTags(random),
    language,
    purchases,
    complaints: mood <= 5 && chance(random, 0.6) ? [lastDaysAgo + 1] : [],
    visits: chance(random, 0.4) ? [Math.floor(lastDaysAgo * random())] : [],
    mood,
    ...(mood >= 9 && number < customers && chance(random, 0.25) ? { referred: number + 1 } : {}),
  };
};

const demoPurchases = (random: () => number): readonly DemoPurchase[] => {
  if (random() < 0.08) return [];
  const rate = gamma(random, shop.r, shop.alpha) + 0.01;
  const dropout = beta(random, shop.a, shop.b);
  const spendRate = gamma(random, shop.q, shop.gamma);
  const favourite = pick(random, categories);
  const purchases: DemoPurchase[] = [];
  let weeksAgo = 4 + random() * 74;
  while (weeksAgo >= 0.2) {
    purchases.push({
      daysAgo: Math.round(weeksAgo * 7),
      amountMajor: Math.max(1, Math.round(gamma(random, shop.p, spendRate) * 100) / 100),
      category: random() < 0.7 ? favourite : pick(random, categories),
      refunded: random() < 0.03,
    });
    if (random() < dropout) break;
    weeksAgo -= exponential(random, rate);
  }
  return purchases;
};
