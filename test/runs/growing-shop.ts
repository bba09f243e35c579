import { dayToDate } from '../../lib/shared/time.ts';
import { type Ledgers, ledgersOf, type Purchase } from '../jobs/support/shop.ts';
import { generator } from '../value/simulate-histories.ts';

export interface GrowingShop {
  readonly customers: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Purchases come this many times as often to those who came last as to those who came first. */
  readonly drift: number;
  /** Purchases per drawn gap: 1 is irregular (Poisson), more is regular (Erlang). */
  readonly regularity: number;
  readonly seed?: number;
}

/**
 * A shop that grows: the newcomers of a day become three times as many from the first day to the last. Customers differ
 * in rhythm and in dropout after a purchase. The same shop each time.
 */
export const growingShop = ({
  customers,
  firstDay,
  lastDay,
  drift,
  regularity,
  seed = 11,
}: GrowingShop): Ledgers => {
  const random = generator(seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - random());
  const gapOf = (mean: number): number =>
    Array.from({ length: regularity }, () => exponential(mean / regularity)).reduce(
      (sum, part) => sum + part,
      0,
    );
  const cohort = (index: number): readonly Purchase[] => {
    // The density of the first days rises from 1 to 3: share + share^2 = 2 u, from its integral.
    const share = (Math.sqrt(1 + 8 * random()) - 1) / 2;
    const mean = (15 + exponential(30)) / drift ** share;
    const leaves = 0.5 * random() ** 2;
    const amount = 2_000 + (index % 7) * 500;
    const purchases: Purchase[] = [];
    let day = firstDay + share * (lastDay - firstDay);
    do {
      purchases.push({ date: dayToDate(Math.floor(day)), amount });
      day += Math.max(1, gapOf(mean));
    } while (day < lastDay + 1 && random() > leaves);
    return purchases;
  };
  return ledgersOf(
    new Map(
      Array.from({ length: customers }, (_, index) => [
        `cus_${String(index).padStart(26, '0')}`,
        cohort(index),
      ]),
    ),
  );
};
