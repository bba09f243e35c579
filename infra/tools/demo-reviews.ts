import type { DemoCustomer } from './demo-shop.ts';

interface DemoReview {
  readonly language: 'zh' | 'en';
  readonly source: string;
  readonly channel: 'review' | 'social';
  readonly stars?: number;
  readonly text: string;
  /** What the platform tells of its author: an address matches, a name with its city is proposed. */
  readonly by: 'email' | 'name' | 'handle';
  readonly daysAgo: number;
}

const review = { source: 'maps', channel: 'review' } as const;
const post = { source: 'weibo', channel: 'social' } as const;

/** Reviews and posts in words of our own. */
const reviews: readonly DemoReview[] = [
  {
    ...review,
    ...{ language: 'zh', stars: 5, by: 'email', daysAgo: 40 },
    text: '咖啡豆很新鲜，包装也用心，送货比说的还早一天。',
  },
  {
    ...review,
    ...{ language: 'zh', stars: 2, by: 'email', daysAgo: 3 },
    text: '等了一周才到，客服回复很慢，有点失望。',
  },
  {
    ...review,
    ...{ language: 'en', stars: 4, by: 'email', daysAgo: 25 },
    text: 'Good beans and a fair price, though the parcel was a little late.',
  },
  {
    ...review,
    ...{ language: 'en', stars: 1, by: 'name', daysAgo: 2 },
    text: 'Two bags were torn and nobody at the desk seemed to care.',
  },
  {
    ...post,
    ...{ language: 'zh', by: 'name', daysAgo: 6 },
    text: '新出的冷萃味道不错，就是价格比以前贵了不少。',
  },
  {
    ...post,
    ...{ language: 'zh', by: 'handle', daysAgo: 1 },
    text: '路过门店，店员很热情，还教我怎么磨豆子。',
  },
];

const msPerDay = 86_400_000;

const authorOf = (
  { by }: DemoReview,
  customer: DemoCustomer | undefined,
): Readonly<Record<string, string>> => {
  if (by === 'handle' || !customer) return { handle: 'coffee-walker' };
  return by === 'email' ? { email: customer.email } : { name: customer.name, city: customer.city };
};

/** Reviews and posts of some buyers and of a stranger, as the API takes them. Ids are fixed, so that they are taken once. */
export const demoReviews = (shop: readonly DemoCustomer[], nowMs: number) =>
  reviews.map((said, index) => {
    const { channel, source, language, text, stars, daysAgo } = said;
    const speakers = shop.filter(
      (customer) => customer.language === language && customer.purchases.length > 0,
    );
    return {
      ...{ channel, source, language, text, externalId: `demo-${index + 1}` },
      occurredAt: new Date(nowMs - daysAgo * msPerDay).toISOString(),
      ...(stars === undefined ? {} : { rating: { value: stars, min: 1, max: 5 } }),
      author: authorOf(said, speakers[index]),
    };
  });
