import { type Block, blocksOf, type ShieldedDay, shieldMinimum } from './blocks-of-days.ts';
import { type GroupCounts, type Measure, responsesMeasure } from './dated-counts.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';

/** Where some groups stay small, a block closes at so many answers and puts those together. */
const patience = 50;

/** The key of what small groups are put together under. No group has it: keys have no `~`. */
export const restKey = '~other';

/** Whole days, from the first answer to the last one that no block of all answers goes beyond. */
export interface GroupBlock extends Block {
  readonly groups: GroupCounts;
}

const addGroups = (a: GroupCounts, b: GroupCounts): GroupCounts => {
  const sums = new Map(a);
  for (const [key, counts] of b)
    sums.set(key, addHistograms(sums.get(key) ?? emptyHistogram, counts));
  return sums;
};

const join = (a: GroupBlock, b: GroupBlock): GroupBlock => ({
  from: a.from,
  to: b.to,
  total: addHistograms(a.total, b.total),
  groups: addGroups(a.groups, b.groups),
});

/** Joins blocks from the first on until each is closed; what is left open at the end is not given. */
const closing = (
  parts: readonly GroupBlock[],
  isClosed: (block: GroupBlock) => boolean,
): readonly GroupBlock[] => {
  const blocks: GroupBlock[] = [];
  let open: GroupBlock | null = null;
  for (const part of parts) {
    const joined: GroupBlock = open === null ? part : join(open, part);
    if (isClosed(joined)) blocks.push(joined);
    open = isClosed(joined) ? null : joined;
  }
  return blocks;
};

/** Days joined up to those at whose end nothing of the measure was pending: each is made of whole blocks. */
const wholeDays = (days: readonly ShieldedDay[], measure: Measure): readonly GroupBlock[] => {
  const { evenDays } = blocksOf(days, measure);
  const parts = days
    .filter(({ isFinished }) => isFinished)
    .map(({ day, total, groups }) => ({ from: day, to: day, total, groups }));
  return closing(parts, ({ to }) => evenDays.has(to));
};

const isBetween = (count: number): boolean => count > 0 && count < shieldMinimum;

/** Joins the whole days of a measure until no group in them is small, or there are so many answers that one always may be. */
const groupBlocks = (blocks: readonly GroupBlock[], measure: Measure): readonly GroupBlock[] =>
  closing(
    blocks.filter(({ total }) => measure.count(total) > 0),
    ({ total, groups }) =>
      measure.count(total) >= patience ||
      [...groups.values()].every((counts) => !isBetween(measure.count(counts))),
  );

/**
 * Puts the small groups of a block together, and with them the smallest others until they are five answers at least:
 * the total less the groups that are shown would tell them otherwise.
 */
const withRest = (block: GroupBlock, measure: Measure): GroupBlock => {
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
export const groupBlocksOf = (
  days: readonly ShieldedDay[],
  measure: Measure,
): readonly GroupBlock[] =>
  groupBlocks(wholeDays(days, measure), measure).map((block) => withRest(block, measure));

/**
 * Blocks of what is counted beside the answers, under a group of its own: whole days up to those at whose end no
 * response was pending, joined to five at least.
 */
export const besideBlocksOf = (
  days: readonly ShieldedDay[],
  { key, measure }: { readonly key: string; readonly measure: Measure },
): readonly Block[] => {
  const countsOf = ({ groups }: GroupBlock) => groups.get(key) ?? emptyHistogram;
  const blocks = closing(
    wholeDays(days, responsesMeasure),
    (block) => measure.count(countsOf(block)) >= shieldMinimum,
  );
  return blocks.map((block) => ({ from: block.from, to: block.to, total: countsOf(block) }));
};
