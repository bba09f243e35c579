import type { Day } from '../shared/time.ts';
import type { GroupCounts, Measure } from './dated-counts.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';

/** Fewest answers that a figure of a shielded survey may be made of. */
export const shieldMinimum = 5;
/** Where some groups stay small, a block closes at so many answers and puts those together. */
const patience = 50;

/** The key of what small groups are put together under. No group has it: keys have no `~`. */
export const restKey = '~other';

/** The counts of one day, in all and by group. */
export interface GroupedDay {
  readonly day: Day;
  readonly total: Histogram;
  readonly groups: GroupCounts;
}

/** Days, one behind the other, that are only ever shown together. */
export interface Block {
  readonly from: Day;
  readonly to: Day;
  readonly total: Histogram;
  readonly groups: GroupCounts;
}

const addGroups = (a: GroupCounts, b: GroupCounts): GroupCounts => {
  const sums = new Map(a);
  for (const [key, counts] of b)
    sums.set(key, addHistograms(sums.get(key) ?? emptyHistogram, counts));
  return sums;
};

const join = (a: Block, b: Block): Block => ({
  from: a.from,
  to: b.to,
  total: addHistograms(a.total, b.total),
  groups: addGroups(a.groups, b.groups),
});

/** Joins blocks from the first on until each is closed; what is left open at the end is not given. */
const closing = (
  parts: readonly Block[],
  isClosed: (block: Block) => boolean,
): readonly Block[] => {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const part of parts) {
    const joined: Block = open === null ? part : join(open, part);
    if (isClosed(joined)) blocks.push(joined);
    open = isClosed(joined) ? null : joined;
  }
  return blocks;
};

/**
 * The blocks of one measure: each has at least five answers. They depend on what came up to their last day only, so a
 * later day never changes them, and any difference of two windows is made of whole blocks.
 */
export const blocksOf = (days: readonly GroupedDay[], measure: Measure): readonly Block[] =>
  closing(
    days
      .filter(({ total }) => measure.count(total) > 0)
      .map(({ day, total, groups }) => ({ from: day, to: day, total, groups })),
    ({ total }) => measure.count(total) >= shieldMinimum,
  );

const isBetween = (count: number): boolean => count > 0 && count < shieldMinimum;

/** Joins the blocks of a measure until no group in one is small, or there are so many answers that one always may be. */
const groupBlocks = (blocks: readonly Block[], measure: Measure): readonly Block[] =>
  closing(
    blocks,
    ({ total, groups }) =>
      measure.count(total) >= patience ||
      [...groups.values()].every((counts) => !isBetween(measure.count(counts))),
  );

/**
 * Puts the small groups of a block together, and with them the smallest others until they are five answers at least:
 * the total less the groups that are shown would tell them otherwise.
 */
const withRest = (block: Block, measure: Measure): Block => {
  const counted = [...block.groups].map(([key, counts]) => ({
    key,
    counts,
    n: measure.count(counts),
  }));
  const rising = counted
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  const groups = new Map<string, Histogram>();
  let hidden = 0;
  for (const { key, counts, n } of rising) {
    const hides = n < shieldMinimum || isBetween(hidden);
    if (hides) hidden += n;
    const shown = hides ? restKey : key;
    groups.set(shown, addHistograms(groups.get(shown) ?? emptyHistogram, counts));
  }
  return { ...block, groups };
};

/** The blocks by which the groups of one measure are shown: each is made of whole blocks of the measure. */
export const groupBlocksOf = (days: readonly GroupedDay[], measure: Measure): readonly Block[] =>
  groupBlocks(blocksOf(days, measure), measure).map((block) => withRest(block, measure));
