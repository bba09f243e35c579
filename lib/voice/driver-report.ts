import { dateToDay } from '../shared/time.ts';
import { shieldMinimum } from '../surveys/blocks-of-days.ts';
import type { CountedQuestion } from '../surveys/counted-question.ts';
import {
  chooseColumns,
  completeRows,
  type Omission,
  responsesPerDriver,
} from './choose-columns.ts';
import {
  columnsOf,
  type DriverColumn,
  numberIn,
  type ReadResponse,
  themeColumn,
} from './driver-columns.ts';
import { type Effect, fitDrivers } from './fit-drivers.ts';
import { themeCodes } from './theme-rows.ts';
import { weekOf } from './whole-weeks.ts';

/**
 * Importance against performance (Martilla, James, J. of Marketing 41 (1977) 77-79), split at the means
 * of the drivers: `improve` matters and is weak, `keep` matters and is strong, `watch` matters less and
 * is weak, `maintain` matters less and is strong.
 */
export const quadrants = ['improve', 'keep', 'watch', 'maintain'] as const;
export type Quadrant = (typeof quadrants)[number];

type Named = Pick<DriverColumn, 'kind' | 'question' | 'part'>;

export interface Driver extends Named, Omit<Effect, 'mean'> {
  /** Mean on the driver's own scale, 0 (lowest) to 100; null of an option, and where answers are shielded. */
  readonly performance: number | null;
  /** Null of an option, and where more of it goes with less of the outcome. */
  readonly quadrant: Quadrant | null;
  /** Another driver says nearly the same: the coefficient is not to be trusted, the importance is. */
  readonly isCollinear: boolean;
}

export interface DriverReport {
  readonly state: 'ok' | 'insufficient_data';
  /** Responses with the outcome and all drivers. */
  readonly n: number;
  /** Responses that this needs at least. */
  readonly needed: number;
  readonly rSquared: number | null;
  readonly rSquaredAdjusted: number | null;
  readonly drivers: readonly Driver[];
  readonly omitted: readonly (Named & { readonly reason: Omission })[];
}

/** Variance inflation above which a coefficient is not to be trusted (Hair and others 2019: 5). */
const vifMax = 5;
/** With a single driver there is nothing to weigh it against, but it is an answer. */
const driversMin = 1;

const nameOf = ({ kind, question, part }: DriverColumn): Named => ({ kind, question, part });

/** The outcome, and whether answers are confidential or anonymous. */
export interface DriverQuestion {
  readonly outcomeId: string;
  readonly isShielded: boolean;
}

/** Complete rows; of shielded answers those of weeks with five, so that two windows differ by five or by none. */
const rowsOf = (
  asked: readonly ReadResponse[],
  columns: readonly DriverColumn[],
  { outcomeId, isShielded }: DriverQuestion,
): readonly (readonly number[])[] => {
  const complete = (of: readonly ReadResponse[]) =>
    completeRows(of, (row) => numberIn(row, outcomeId), columns);
  if (!isShielded) return complete(asked);
  return [...Map.groupBy(asked, ({ response }) => weekOf(dateToDay(response.day))).values()]
    .map(complete)
    .filter(({ length }) => length >= shieldMinimum)
    .flat();
};

/** What drives the answers to one question of a survey. */
export const driverReport = (
  rows: readonly ReadResponse[],
  questions: readonly CountedQuestion[],
  question: DriverQuestion,
): DriverReport => {
  const { outcomeId, isShielded } = question;
  const outcome = (row: ReadResponse) => numberIn(row, outcomeId);
  const asked = rows.filter((row) => outcome(row) !== undefined);
  const candidates = [
    ...questions.filter(({ id }) => id !== outcomeId).flatMap(columnsOf),
    ...themeCodes.map(themeColumn),
  ];
  const { columns, omitted } = chooseColumns(candidates, asked, (some) =>
    rowsOf(asked, some, question),
  );
  const complete = rowsOf(asked, columns, question);
  const needed = responsesPerDriver * Math.max(driversMin, columns.length);
  const left = omitted.map(({ column, reason }) => ({ ...nameOf(column), reason }));
  const varies = complete.some((row) => row[0] !== complete[0]?.[0]);
  const fit = complete.length < needed || !varies ? undefined : fitDrivers(complete);
  const base = { n: complete.length, needed, omitted: left };
  if (!fit)
    return {
      ...base,
      state: 'insufficient_data',
      rSquared: null,
      rSquaredAdjusted: null,
      drivers: [],
    };
  const { rSquared, rSquaredAdjusted, effects } = fit;
  const placed = place(columns, effects).sort((a, b) => b.importance - a.importance);
  // Results are told by other blocks than whole weeks: the difference of two means could be one answer.
  const drivers = isShielded ? placed.map((one) => ({ ...one, performance: null })) : placed;
  return { ...base, state: 'ok', rSquared, rSquaredAdjusted, drivers };
};

const performanceOf = ({ scale }: DriverColumn, { mean }: Effect): number | null => {
  if (scale === null || scale[0] === scale[1]) return null;
  return (100 * (mean - scale[0])) / (scale[1] - scale[0]);
};

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);

/** The drivers with their quadrants. */
const place = (columns: readonly DriverColumn[], effects: readonly Effect[]): Driver[] => {
  const pairs = columns.flatMap((column, at) => {
    const effect = effects[at];
    return effect ? [{ column, effect, performance: performanceOf(column, effect) }] : [];
  });
  const importance = meanOf(effects.map((effect) => effect.importance));
  const performance = meanOf(
    pairs.flatMap((pair) => (pair.performance === null ? [] : [pair.performance])),
  );
  return pairs.map((pair) => {
    const { mean: _mean, ...effect } = pair.effect;
    const isPlaced = pair.performance !== null && effect.coefficient > 0;
    const matters = effect.importance >= importance;
    const isStrong = (pair.performance ?? 0) >= performance;
    return {
      ...nameOf(pair.column),
      ...effect,
      performance: pair.performance,
      quadrant: isPlaced ? quadrantOf(matters, isStrong) : null,
      isCollinear: effect.vif > vifMax,
    };
  });
};

const quadrantOf = (matters: boolean, isStrong: boolean): Quadrant => {
  if (matters) return isStrong ? 'keep' : 'improve';
  return isStrong ? 'maintain' : 'watch';
};
