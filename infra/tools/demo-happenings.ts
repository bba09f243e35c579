import type { DemoHistory, DemoPurchase } from './demo-purchases.ts';
import { pick } from './demo-random.ts';

interface On {
  /** Days before today. */
  readonly daysAgo: number;
}

/** What happens beside purchases, in the words of the API's events. */
export type DemoHappening = On &
  (
    | { readonly type: 'visit' }
    | { readonly type: 'complaint' }
    | {
        readonly type: 'contact';
        readonly channel: 'email' | 'chat' | 'phone';
        readonly direction: 'inbound' | 'outbound';
      }
    | {
        readonly type: 'service';
        readonly status: 'opened' | 'worked' | 'resolved';
        readonly ticket: number;
        readonly minutes?: number;
      }
    | { readonly type: 'points'; readonly points: number; readonly valueMajor?: number }
    | {
        readonly type: 'subscription';
        readonly status: 'paid' | 'cancelled';
        /** Days before today on which the paid term ends; negative lies ahead. */
        readonly endsDaysAgo: number;
      }
    | { readonly type: 'referral'; readonly friend: number; readonly rewardMajor: number }
  );

/** What the happenings of one customer depend on. */
export interface DemoLife extends DemoHistory {
  readonly number: number;
  /** 0 to 10. */
  readonly mood: number;
}

const chance = (random: () => number, probability: number): boolean => random() < probability;

const never: readonly DemoHappening[] = [];

/** The unhappy complain after their last purchase; most tickets are closed within a week, some stay open. */
const troubles = (
  random: () => number,
  { mood, purchases }: DemoLife,
): readonly DemoHappening[] => {
  const last = purchases.at(-1);
  if (!last || !chance(random, mood <= 5 ? 0.7 : 0.05)) return never;
  const daysAgo = Math.max(0, last.daysAgo - 2);
  const minutes = 10 + Math.floor(random() * 50);
  const opened = { type: 'service', status: 'opened', ticket: 1, daysAgo } as const;
  const closedDaysAgo = Math.max(0, daysAgo - 4);
  const isOpen = daysAgo < 4 || chance(random, 0.3);
  return [
    { type: 'complaint', daysAgo },
    opened,
    ...(isOpen
      ? []
      : [{ ...opened, status: 'resolved', daysAgo: closedDaysAgo, minutes } as const]),
  ];
};

/** Members of the loyalty programme: points from the last purchases; half of the members use some, the others' lie idle. */
const loyalty = (random: () => number, { purchases }: DemoLife): readonly DemoHappening[] => {
  const earning = purchases.filter(({ isRefunded }) => !isRefunded).slice(-2);
  const last = earning.at(-1);
  if (!last || purchases.length < 2 || !chance(random, 0.5)) return never;
  const points = Math.ceil(earning.reduce((sum, { amountMajor }) => sum + amountMajor, 0));
  const credited: DemoHappening = {
    ...{ type: 'points', daysAgo: last.daysAgo },
    ...{ points, valueMajor: Math.round(points) / 100 },
  };
  if (chance(random, 0.5)) return [credited];
  const used: DemoHappening = {
    ...{ type: 'points', daysAgo: Math.max(0, last.daysAgo - 1) },
    points: -Math.ceil(points / 2),
  };
  return [credited, used];
};

const channels = ['chat', 'phone', 'email'] as const;

/** Who still buys also looks in or writes; who has left is written to and does not answer. */
const touches = (random: () => number, { purchases }: DemoLife): readonly DemoHappening[] => {
  const last = purchases.at(-1);
  if (!last) {
    return chance(random, 0.5) ? [{ type: 'visit', daysAgo: Math.floor(random() * 60) }] : never;
  }
  if (last.daysAgo > 90) {
    return chance(random, 0.3)
      ? [{ type: 'contact', channel: 'email', direction: 'outbound', daysAgo: last.daysAgo - 60 }]
      : never;
  }
  const daysAgo = Math.floor(last.daysAgo * random());
  const channel = pick(random, channels);
  if (chance(random, 0.35)) return [{ type: 'visit', daysAgo }];
  return chance(random, 0.2)
    ? [{ type: 'contact', channel, direction: 'inbound', daysAgo }]
    : never;
};

const termDays = 182;
const subscriberEvery = 24;

/** Every 24th customer has coffee delivered by contract, in terms of half a year; every fourth of them has cancelled. */
const contract = (first: DemoPurchase | undefined, number: number): readonly DemoHappening[] => {
  if (!first || number % subscriberEvery !== 1) return never;
  const isCancelled = number % (subscriberEvery * 4) === 1;
  const happenings: DemoHappening[] = [];
  for (let daysAgo = Math.min(first.daysAgo, 500 - number); daysAgo >= 0; daysAgo -= termDays) {
    const endsDaysAgo = daysAgo - termDays + 1;
    happenings.push({ type: 'subscription', status: 'paid', daysAgo, endsDaysAgo });
    if (!isCancelled || happenings.length < 2) continue;
    const cancelledDaysAgo = Math.max(0, daysAgo - 30);
    const cancelled = { status: 'cancelled', daysAgo: cancelledDaysAgo, endsDaysAgo } as const;
    return [...happenings, { type: 'subscription', ...cancelled }];
  }
  return happenings;
};

export const demoHappenings = (random: () => number, life: DemoLife): readonly DemoHappening[] => [
  ...troubles(random, life),
  ...loyalty(random, life),
  ...touches(random, life),
  ...contract(life.purchases[0], life.number),
];
