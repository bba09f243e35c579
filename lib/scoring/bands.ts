import { dayToDate } from '../shared/time.ts';
import { type AmountBounds, amountOf } from './amount-bounds.ts';
import type { BandSettings } from './policy/bands.ts';
import { roundTo } from './round-to.ts';
import type { ScorecardBands } from './scorecard-bands-schema.ts';
import {
  type CategoryDetail,
  type DetailFold,
  restCategory,
  type Statistics,
} from './statistics.ts';

type Bands = NonNullable<ScorecardBands>;
type Cadence = Bands['frequency'];
type Grade = Bands['categories']['grades'][number];

/** The band of so many purchases between two days: by the mean interval, which only two purchases or more have. */
const cadenceOf = (
  { frequency }: BandSettings,
  { firstDay, lastDay, purchases }: { firstDay: number; lastDay: number; purchases: number },
): Cadence => {
  if (purchases < 2) return { band: frequency.once.id, intervalDays: null, dueOn: null };
  const intervalDays = (lastDay - firstDay) / (purchases - 1);
  const level = frequency.levels.find(({ daysMax }) => intervalDays <= daysMax);
  return {
    band: (level ?? frequency.rest).id,
    intervalDays: roundTo(intervalDays, 2),
    dueOn: dayToDate(lastDay + Math.round(intervalDays)),
  };
};

const gradeOf = ({ grades }: BandSettings, purchases: number, share: number): string =>
  (
    grades.levels.find((level) => purchases >= level.purchasesMin && share >= level.shareMin) ??
    grades.rest
  ).id;

const categoryGrade = (
  settings: BandSettings,
  [category, detail]: readonly [string, CategoryDetail],
  allRevenue: number,
): Grade => {
  const { purchases, revenue, firstDay, lastDay } = detail;
  const share = allRevenue > 0 ? Math.max(0, revenue) / allRevenue : 0;
  return {
    category,
    grade: gradeOf(settings, purchases, share),
    purchases,
    revenue,
    share: roundTo(share, 4),
    cadence:
      firstDay === null || lastDay === null
        ? null
        : cadenceOf(settings, { firstDay, lastDay, purchases }),
  };
};

const byRevenue = (a: Grade, b: Grade): number =>
  b.revenue - a.revenue || (a.category < b.category ? -1 : 1);

/** Categories that something was bought in and not given back, most revenue first; the rest has a share but no grade. */
const gradesOf = (settings: BandSettings, { categories }: DetailFold): Grade[] => {
  const bought = Object.entries(categories).filter(([, { purchases }]) => purchases > 0);
  const revenue = bought.reduce((sum, [, detail]) => sum + Math.max(0, detail.revenue), 0);
  return bought
    .filter(([category]) => category !== restCategory)
    .map((entry) => categoryGrade(settings, entry, revenue))
    .sort(byRevenue);
};

/** The breadth band of so many categories. */
export const breadthOf = ({ breadth }: BandSettings, count: number): string =>
  (breadth.levels.find(({ from }) => count >= from) ?? breadth.rest).id;

const categoriesOf = (settings: BandSettings, detail: DetailFold): Bands['categories'] => {
  const grades = gradesOf(settings, detail);
  const [main] = grades;
  const purchases = grades.reduce((sum, grade) => sum + grade.purchases, 0);
  return {
    breadth: { band: breadthOf(settings, grades.length), count: grades.length },
    depth: {
      mainShare: main ? main.share : null,
      purchasesPerCategory: main ? roundTo(purchases / grades.length, 2) : null,
    },
    main: main?.category ?? null,
    grades,
  };
};

/** The bands of a customer; null before the first purchase. `amounts` is null while there is nothing to cut by. */
export const bandsOf = (
  settings: BandSettings,
  { statistics, detail }: { readonly statistics: Statistics; readonly detail: DetailFold },
  { amounts, currency }: { readonly amounts: AmountBounds | null; readonly currency: string },
): ScorecardBands => {
  const { firstDay, lastDay, purchaseDays } = statistics;
  if (purchaseDays === 0 || firstDay === null || lastDay === null) return null;
  const amount = amounts && amountOf(statistics, amounts.of);
  const band = amounts?.bounds.find(({ from }) => (amount ?? 0) >= from) ?? amounts?.bounds.at(-1);
  return {
    frequency: cadenceOf(settings, { firstDay, lastDay, purchases: purchaseDays }),
    amount:
      amounts && amount !== null && band
        ? { band: band.id, of: amounts.of, amount: roundTo(amount, 2), currency }
        : null,
    categories: categoriesOf(settings, detail),
  };
};
