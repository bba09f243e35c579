import type { RfmCutPoints } from './model-version.ts';
import { quantiles } from './quantiles.ts';
import type { Statistics } from './statistics.ts';

/** Scores 1 to 5, 5 is best; the cell is the three digits in a row. */
export interface Rfm {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly cell: string;
}

interface RfmValues {
  /** Days since the last purchase. */
  readonly recencyDays: number;
  readonly purchaseDays: number;
  /** Net total in minor units. */
  readonly spend: number;
}

const valuesOf = ({ purchaseDays, lastDay, total }: Statistics, day: number): RfmValues | null =>
  purchaseDays === 0 || lastDay === null || lastDay > day
    ? null
    : { recencyDays: day - lastDay, purchaseDays, spend: total };

const quintiles = [0.2, 0.4, 0.6, 0.8];

const cut = (values: readonly number[]): [number, number, number, number] => {
  const [first = 0, second = 0, third = 0, fourth = 0] = quantiles(values, quintiles);
  return [first, second, third, fourth];
};

/** Independent quintile cut points of everybody who has bought; null where nobody has. */
export const rfmCutPoints = (
  customers: readonly Statistics[],
  day: number,
): RfmCutPoints | null => {
  const values = customers.flatMap((customer) => valuesOf(customer, day) ?? []);
  return values.length === 0
    ? null
    : {
        recencyDays: cut(values.map(({ recencyDays }) => recencyDays)),
        purchaseDays: cut(values.map(({ purchaseDays }) => purchaseDays)),
        spend: cut(values.map(({ spend }) => spend)),
      };
};

const above = (value: number, cuts: readonly number[]): number =>
  cuts.filter((bound) => value > bound).length;

/** RFM of a customer on a day: independent bins, equal values always in the same one. Null before the first purchase. */
export const rfmOf = (statistics: Statistics, day: number, cuts: RfmCutPoints): Rfm | null => {
  const values = valuesOf(statistics, day);
  if (values === null) return null;
  const recency = 5 - above(values.recencyDays, cuts.recencyDays);
  const frequency = 1 + above(values.purchaseDays, cuts.purchaseDays);
  const monetary = 1 + above(values.spend, cuts.spend);
  return { recency, frequency, monetary, cell: `${recency}${frequency}${monetary}` };
};
