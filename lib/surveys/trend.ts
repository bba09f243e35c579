import { normalTwoSided } from '../shared/normal-tail.ts';
import type { Day } from '../shared/time.ts';
import { incompleteBeta } from '../value/incomplete-beta.ts';

/** Fewest answers, and fewest different days with answers, that a trend is looked for in. */
export const trendMinimum = { answers: 30, days: 5 } as const;

/** A change is called one when chance alone would bring one as large less often than this. */
const significance = 0.05;
const monthDays = 30;

export const trendDirections = ['rising', 'falling', 'none'] as const;

/** Whether a metric moves over the days of a window. */
export interface Trend {
  /** Change in 30 days, in units of the metric (points of a percentage). */
  readonly slope: number;
  /** The test statistic: Student's t of a mean, the standard normal z of a share. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  readonly direction: (typeof trendDirections)[number];
  /** Different days (of shielded surveys: blocks of days) with answers. */
  readonly days: number;
  readonly n: number;
}

/** Why there is no trend. */
export const trendGaps = ['few_answers', 'few_days', 'no_spread'] as const;
export type TrendGap = (typeof trendGaps)[number];

export interface MeanPoint {
  readonly day: Day;
  readonly n: number;
  readonly sum: number;
  /** Sum of the squared values. */
  readonly squares: number;
}

export interface SharePoint {
  readonly day: Day;
  readonly n: number;
  readonly hits: number;
}

interface Slope {
  /** For one day. */
  readonly slope: number;
  readonly statistic: number;
  readonly p: number;
}

const total = <P>(points: readonly P[], of: (point: P) => number): number =>
  points.reduce((sum, point) => sum + of(point), 0);

/** Two-sided tail of Student's t (Abramowitz and Stegun 26.7.1 and 26.5.27). */
const studentTwoSided = (t: number, degrees: number): number =>
  incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);

/**
 * Least squares over the single answers, from sums by day: the slope of answer on day with Student's t for a slope of 0
 * (Draper and Smith, Applied Regression Analysis, 3rd ed. (1998), 1.4). Null where nothing varies.
 */
export const regression = (points: readonly MeanPoint[]): Slope | null => {
  const n = total(points, (point) => point.n);
  const meanDay = total(points, (point) => point.n * point.day) / n;
  const mean = total(points, ({ sum }) => sum) / n;
  const spread = total(points, ({ n: count, day }) => count * (day - meanDay) ** 2);
  const both = total(points, ({ n: count, day, sum }) => (day - meanDay) * (sum - count * mean));
  const variation = total(points, ({ squares }) => squares) - n * mean * mean;
  const left = variation - both ** 2 / spread;
  // What rounding leaves of a perfect fit is no spread.
  if (!(spread > 0) || !(left > 1e-9 * variation)) return null;
  const slope = both / spread;
  const statistic = slope / Math.sqrt(left / (n - 2) / spread);
  return { slope, statistic, p: studentTwoSided(statistic, n - 2) };
};

/**
 * The Cochran-Armitage test for a trend in shares (Armitage, Biometrics 11 (1955) 375-386; Agresti, Categorical Data
 * Analysis, 2nd ed. (2002), 5.3.5), with the day as score. Null where all answers agree.
 */
export const cochranArmitage = (points: readonly SharePoint[]): Slope | null => {
  const n = total(points, (point) => point.n);
  const meanDay = total(points, (point) => point.n * point.day) / n;
  const share = total(points, ({ hits }) => hits) / n;
  const spread = total(points, ({ n: count, day }) => count * (day - meanDay) ** 2);
  const variance = share * (1 - share) * spread;
  if (!(variance > 0)) return null;
  const both = total(points, ({ n: count, day, hits }) => (day - meanDay) * (hits - count * share));
  const statistic = both / Math.sqrt(variance);
  return { slope: both / spread, statistic, p: normalTwoSided(statistic) };
};

const digits = 10_000;
const round = (value: number): number => Math.round(value * digits) / digits + 0;

const trendOf = <P extends { readonly n: number; readonly day: Day }>(
  points: readonly P[],
  { test, unit }: { test: (points: readonly P[]) => Slope | null; unit: number },
): Trend | TrendGap => {
  const n = total(points, (point) => point.n);
  const days = new Set(points.map(({ day }) => day)).size;
  if (n < trendMinimum.answers) return 'few_answers';
  if (days < trendMinimum.days) return 'few_days';
  const found = test(points);
  if (found === null) return 'no_spread';
  const { slope, statistic, p } = found;
  const direction = p >= significance ? 'none' : slope > 0 ? 'rising' : 'falling';
  return {
    slope: round(slope * monthDays * unit),
    z: round(statistic),
    p: round(p),
    direction,
    days,
    n,
  };
};

/** The trend of a mean; `unit` scales its values (100 for the net promoter score). */
export const meanTrend = (points: readonly MeanPoint[], unit = 1): Trend | TrendGap =>
  trendOf(points, { test: regression, unit });

/** The trend of a share, in points of a percentage. */
export const shareTrend = (points: readonly SharePoint[]): Trend | TrendGap =>
  trendOf(points, { test: cochranArmitage, unit: 100 });
