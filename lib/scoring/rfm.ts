import { shardOf } from '../shared/ids.ts';
import type { RfmSettings } from './policy/rfm.ts';
import type { Cut, RfmModel } from './rfm-model-schema.ts';
import type { Statistics } from './statistics.ts';

/** Scores 1 to the number of bins, the best last. */
export interface Rfm {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  /** The scores in a row (with ten bins parted by `-`). */
  readonly cell: string;
  /** Id of the first cell of the settings that holds. */
  readonly name: string;
  readonly sum: number;
}

interface RfmValues {
  /** Days since the last purchase. */
  readonly recencyDays: number;
  readonly purchaseDays: number;
  /** Net total in minor units. */
  readonly spend: number;
  /** Parts equal values where bins are kept even: in [0, 1), the same for equal histories. */
  readonly tie: number;
}

const hashes = 2 ** 32;

/** Ties are parted by the history itself, so that neither ids nor the order of a sample decide. */
const tieOf = ({ purchaseDays, firstDay, lastDay, total, firstDayTotal }: Statistics): number =>
  shardOf([total, firstDayTotal, purchaseDays, firstDay, lastDay].join('|'), hashes) / hashes;

const valuesOf = (statistics: Statistics, day: number): RfmValues | null => {
  const { purchaseDays, lastDay, total } = statistics;
  return purchaseDays === 0 || lastDay === null || lastDay > day
    ? null
    : { recencyDays: day - lastDay, purchaseDays, spend: total, tie: tieOf(statistics) };
};

type Measure = 'recencyDays' | 'purchaseDays' | 'spend';

/**
 * Bounds of bins of equal size (inverse of the empirical distribution). Ties together: whoever has the value of a
 * bound lies below it. Ties split: so do only the tie numbers up to that of the customer at the bound.
 */
const cutsOf = (
  rows: readonly RfmValues[],
  measure: Measure,
  { bins, ties }: RfmSettings,
): Cut[] => {
  const sorted = rows
    .map((row): Cut => [row[measure], row.tie])
    .sort(([a, tieA], [b, tieB]) => a - b || tieA - tieB);
  return Array.from({ length: bins - 1 }, (_, bin): Cut => {
    const [value, tie] = sorted[Math.ceil(((bin + 1) / bins) * sorted.length) - 1] ?? [0, 1];
    return [value, ties === 'together' ? 1 : tie];
  });
};

const above = (value: number, tie: number, cuts: readonly Cut[]): number =>
  cuts.filter(([bound, below]) => value > bound || (value === bound && tie > below)).length;

const scores = (bins: number): readonly number[] =>
  Array.from({ length: bins }, (_, index) => index + 1);

/** Frequency within each recency score, and monetary value within each pair. An empty bin takes the bounds of its parent. */
const nestedCuts = (
  rows: readonly RfmValues[],
  settings: RfmSettings,
  recencyDays: readonly Cut[],
): Pick<RfmModel, 'purchaseDays' | 'spend'> => {
  const cutOr = (group: readonly RfmValues[], parent: readonly RfmValues[], measure: Measure) =>
    cutsOf(group.length > 0 ? group : parent, measure, settings);
  const groups = scores(settings.bins).map((recency) => {
    const group = rows.filter((row) => recencyScore(row, settings, recencyDays) === recency);
    return { group: group.length > 0 ? group : rows, cuts: cutOr(group, rows, 'purchaseDays') };
  });
  return {
    purchaseDays: groups.map(({ cuts }) => cuts),
    spend: groups.flatMap(({ group, cuts }) =>
      scores(settings.bins).map((frequency) => {
        const inCell = group.filter(
          ({ purchaseDays, tie }) => 1 + above(purchaseDays, tie, cuts) === frequency,
        );
        return cutOr(inCell, group, 'spend');
      }),
    ),
  };
};

/** The bounds of everybody who has bought, as of a day; null where nobody has. The order of the sample is no matter. */
export const rfmModelOf = (
  customers: readonly Statistics[],
  day: number,
  settings: RfmSettings,
): RfmModel | null => {
  const rows = customers.flatMap((customer) => valuesOf(customer, day) ?? []);
  if (rows.length === 0) return null;
  const recencyDays = cutsOf(rows, 'recencyDays', settings);
  const rest =
    settings.binning === 'nested'
      ? nestedCuts(rows, settings, recencyDays)
      : {
          purchaseDays: [cutsOf(rows, 'purchaseDays', settings)],
          spend: [cutsOf(rows, 'spend', settings)],
        };
  return { settings, recencyDays, ...rest };
};

const recencyScore = (
  { recencyDays, tie }: RfmValues,
  { bins }: RfmSettings,
  cuts: readonly Cut[],
): number => bins - above(recencyDays, tie, cuts);

const within = (range: readonly [number, number] | undefined, score: number): boolean =>
  range === undefined || (range[0] <= score && score <= range[1]);

/** The name of a cell: the first one of the settings whose ranges hold. */
export const cellNameOf = (
  { cells, rest }: RfmSettings,
  { recency, frequency, monetary }: Pick<Rfm, 'recency' | 'frequency' | 'monetary'>,
): string =>
  cells.find(
    (cell) =>
      within(cell.recency, recency) &&
      within(cell.frequency, frequency) &&
      within(cell.monetary, monetary),
  )?.id ?? rest.id;

/** RFM of a customer on a day by pinned bounds; null before the first purchase. */
export const rfmOf = (statistics: Statistics, day: number, model: RfmModel): Rfm | null => {
  const values = valuesOf(statistics, day);
  if (values === null) return null;
  const { settings } = model;
  const isNested = settings.binning === 'nested';
  const recency = recencyScore(values, settings, model.recencyDays);
  const frequencyCuts = model.purchaseDays[isNested ? recency - 1 : 0] ?? [];
  const frequency = 1 + above(values.purchaseDays, values.tie, frequencyCuts);
  const spendCuts = model.spend[isNested ? (recency - 1) * settings.bins + frequency - 1 : 0] ?? [];
  const monetary = 1 + above(values.spend, values.tie, spendCuts);
  return {
    recency,
    frequency,
    monetary,
    cell: [recency, frequency, monetary].join(settings.bins > 9 ? '-' : ''),
    name: cellNameOf(settings, { recency, frequency, monetary }),
    sum: recency + frequency + monetary,
  };
};
