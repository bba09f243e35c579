import type { Day } from '../shared/time.ts';
import { blocksOf, type ShieldedDay, shieldMinimum } from './blocks-of-days.ts';
import { type Measure, measuresOf, responsesMeasure } from './dated-counts.ts';
import type { Histogram } from './histogram.ts';
import { holdsAll } from './histogram-difference.ts';
import { type LiveCut, noCut, shownIn } from './live-cut.ts';

/** A cut that is to be kept. */
export interface NextCut {
  readonly day: Day;
  readonly cut: LiveCut;
}

/** Answers that came since what has been shown. */
const newOf = (total: Histogram, cut: LiveCut, measure: Measure): number =>
  measure.count(total) - measure.count(shownIn(cut, measure));

const taking = (
  histogram: Histogram,
  { total, measures }: { readonly total: Histogram; readonly measures: readonly Measure[] },
): Histogram => measures.reduce((taken, measure) => measure.replace(taken, total), histogram);

/** The cut that ends blocks in which nothing of other days is; null where there are too few answers. */
const apartCut = (total: Histogram, cut: LiveCut, measures: readonly Measure[]): LiveCut | null => {
  if (responsesMeasure.isIn(cut.first)) return null;
  if (newOf(total, cut, responsesMeasure) < shieldMinimum) return null;
  const ended = measures.filter((measure) => newOf(total, cut, measure) >= shieldMinimum);
  return {
    ...cut,
    number: cut.number + 1,
    apart: taking(cut.apart, { total, measures: ended }),
  };
};

/** The cut that ends blocks with what is pending of the days before. */
const joinedCut = (
  days: readonly ShieldedDay[],
  { total, cut }: { readonly total: Histogram; readonly cut: LiveCut },
  measures: readonly Measure[],
): LiveCut | null => {
  const before = (measure: Measure): number => {
    const { pending } = blocksOf(days, measure);
    if (measure === responsesMeasure) return measure.isIn(cut.first) ? 0 : pending.responses;
    return measure.isIn(cut.first) || pending.block === null
      ? 0
      : measure.count(pending.block.total);
  };
  const isEnded = (measure: Measure): boolean =>
    before(measure) + newOf(total, cut, measure) >= shieldMinimum;
  if (!isEnded(responsesMeasure)) return null;
  const ended = measures.filter(isEnded);
  const begun = ended.filter((measure) => !measure.isIn(cut.first));
  return {
    number: cut.number + 1,
    apart: cut.apart,
    first: taking(cut.first, { total, measures: begun }),
    last: taking(cut.last, { total, measures: ended }),
  };
};

/** Whoever sees less than was shown reads an index that lags: nothing is to be made of that. */
const isBehind = (total: Histogram, cut: LiveCut, measures: readonly Measure[]): boolean =>
  measures.some((measure) => !holdsAll(measure.only(total), shownIn(cut, measure)));

/**
 * The cuts to be made now, where enough has come to end a block. `days` has the finished days with answers, then those
 * that run, with all that came so far. The day after the last `settled` one may take in what is left of the days
 * before; another one may not, because the day before it may still change.
 */
export const nextCuts = (
  days: readonly ShieldedDay[],
  { questionIds, settled }: { readonly questionIds: readonly string[]; readonly settled: Day },
): readonly NextCut[] => {
  const finished = days.filter(({ isFinished }) => isFinished);
  const measures = measuresOf(questionIds);
  return days
    .filter(({ isFinished }) => !isFinished)
    .flatMap(({ day, total, cut: kept }) => {
      const cut = kept ?? noCut;
      if (isBehind(total, cut, measures)) return [];
      const next =
        day === settled + 1
          ? joinedCut(finished, { total, cut }, measures)
          : apartCut(total, cut, measures);
      return next === null ? [] : [{ day, cut: next }];
    });
};
