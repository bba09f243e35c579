import type { Day } from '../shared/time.ts';
import { type GroupCounts, type Measure, responsesMeasure } from './dated-counts.ts';
import { addHistograms, type Histogram } from './histogram.ts';
import { lessHistogram } from './histogram-difference.ts';
import { type LiveCut, noCut, shownIn } from './live-cut.ts';

/** Fewest answers that a figure of a shielded survey may be made of. */
export const shieldMinimum = 5;

/** The counts of one day, in all and by group. */
export interface GroupedDay {
  readonly day: Day;
  readonly total: Histogram;
  readonly groups: GroupCounts;
}

/** A day with what has been shown of it while it ran. Of a day that still runs only that counts. */
export interface ShieldedDay extends GroupedDay {
  readonly cut: LiveCut | null;
  readonly isFinished: boolean;
}

/** Answers of days that are only ever shown together. */
export interface Block {
  readonly from: Day;
  readonly to: Day;
  readonly total: Histogram;
}

/** What is not shown yet: all responses since the last block of any, and the answers of the measure since its own. */
interface Pending {
  readonly responses: number;
  readonly block: Block | null;
}

/** The blocks of a measure, the days at whose end nothing of it was pending, and what is pending now. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly evenDays: ReadonlySet<Day>;
  readonly pending: Pending;
}

const extend = (block: Block | null, day: Day, total: Histogram): Block =>
  block === null
    ? { from: day, to: day, total }
    : { from: block.from, to: day, total: addHistograms(block.total, total) };

type Step = { readonly closed: readonly Block[]; readonly pending: Pending };

/** The blocks that ended on a day before it was over. */
const shownBlocks = (
  { day, cut }: ShieldedDay,
  pending: Pending,
  { only, count, isIn }: Measure,
): Step => {
  const { apart, first, last } = cut ?? noCut;
  const alone = count(apart) > 0 ? [extend(null, day, only(apart))] : [];
  const responses = responsesMeasure.isIn(first) ? 0 : pending.responses;
  if (!isIn(first)) return { closed: alone, pending: { ...pending, responses } };
  const joined = extend(pending.block, day, lessHistogram(only(first), only(apart)));
  const more = lessHistogram(only(last), only(first));
  return {
    closed: [...alone, joined, ...(count(more) > 0 ? [extend(null, day, more)] : [])],
    pending: { responses, block: null },
  };
};

/** The rest of a finished day goes on to the next one, or ends a block with it. */
const restOfDay = ({ day, total, cut }: ShieldedDay, pending: Pending, measure: Measure): Step => {
  const restOf = (of: Measure) => lessHistogram(of.only(total), shownIn(cut ?? noCut, of));
  const rest = restOf(measure);
  const block = measure.count(rest) > 0 ? extend(pending.block, day, rest) : pending.block;
  const responses = pending.responses + responsesMeasure.count(restOf(responsesMeasure));
  if (responses < shieldMinimum) return { closed: [], pending: { responses, block } };
  if (block === null || measure.count(block.total) < shieldMinimum)
    return { closed: [], pending: { responses: 0, block } };
  return { closed: [{ ...block, to: day }], pending: { responses: 0, block: null } };
};

/**
 * The blocks of one measure over days that rise. A block ends where at least five responses have come since the last
 * end of any block, and five answers of the measure since its own: the end tells nothing about a single response.
 * Blocks depend on what came up to their end only, so nothing that comes later changes them.
 */
export const blocksOf = (days: readonly ShieldedDay[], measure: Measure): Blocks => {
  const blocks: Block[] = [];
  const evenDays = new Set<Day>();
  let pending: Pending = { responses: 0, block: null };
  const take = (step: Step): void => {
    blocks.push(...step.closed);
    pending = step.pending;
  };
  for (const day of days) {
    take(shownBlocks(day, pending, measure));
    if (!day.isFinished) continue;
    take(restOfDay(day, pending, measure));
    if (pending.block === null) evenDays.add(day.day);
  }
  return { blocks, evenDays, pending };
};
