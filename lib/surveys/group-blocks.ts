import {
  type Block,
  blocksOf,
  type GroupedDay,
  type ShieldedDay,
  shieldMinimum,
} from './blocks-of-days.ts';
import { type GroupCounts, type Measure, responsesMeasure } from './dated-counts.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';
import { hasWeakCut } from './weak-cut.ts';

/** Where some groups stay small, a block closes at so many answers and puts those together. */
const patience = 50;

/** The key of what small groups are put together under. No group has it: keys have no `~`. */
export const restKey = '~other';

/** Whole days, from the first answer to the last one that no block of all answers goes beyond. */
export interface GroupBlock extends Block {
  readonly groups: GroupCounts;
  /** The smallest whole days that it is joined of, whose totals can be asked for. */
  readonly parts: readonly GroupedDay[];
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
  parts: [...a.parts, ...b.parts],
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
    .map(({ day, total, groups }) => ({ from: day, to: day, total, groups, parts: [] }));
  return closing(parts, ({ to }) => evenDays.has(to)).map((block) => {
    const { to: day, total, groups } = block;
    return { ...block, parts: [{ day, total, groups }] };
  });
};

const isBetween = (count: number): boolean => count > 0 && count < shieldMinimum;

type Shown = ReadonlyMap<string, string>;

/** Under what the groups of a block are shown: small ones, and the smallest others that it takes, together. */
const shownUnder = ({ groups }: GroupBlock, { count }: Measure): Shown => {
  const rising = [...groups]
    .map(([key, counts]) => ({ key, n: count(counts) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  const shown = new Map<string, string>();
  let hidden = 0;
  for (const { key, n } of rising) {
    const hides = n < shieldMinimum || isBetween(hidden);
    if (hides) hidden += n;
    shown.set(key, hides ? restKey : key);
  }
  return shown;
};

/**
 * Whether figures of groups and totals of the parts, added up and subtracted in whatever way, leave one to four
 * answers: whoever knows which groups answered when would learn them. In a single part no figure is that small.
 */
const isNearParts = ({ parts }: GroupBlock, shown: Shown, { count }: Measure): boolean => {
  const shares = parts.map(({ groups }) => {
    const of = new Map<string, number>();
    for (const [key, counts] of groups) {
      const figure = shown.get(key) ?? restKey;
      of.set(figure, (of.get(figure) ?? 0) + count(counts));
    }
    return of;
  });
  return parts.length > 1 && hasWeakCut(shares, shieldMinimum);
};

/** Joins the whole days of a measure until its groups can be told apart, or there are so many answers that they may never be. */
const groupBlocks = (blocks: readonly GroupBlock[], measure: Measure): readonly GroupBlock[] =>
  closing(
    blocks.filter(({ total }) => measure.count(total) > 0),
    (block) => {
      if (measure.count(block.total) >= patience) return true;
      const isSmall = [...block.groups.values()].some((counts) => isBetween(measure.count(counts)));
      return !isSmall && !isNearParts(block, shownUnder(block, measure), measure);
    },
  );

/** Puts groups together that the total, less the groups that are shown, would tell otherwise. */
const withRest = (block: GroupBlock, measure: Measure): GroupBlock => {
  const shown = shownUnder(block, measure);
  const isNear = isNearParts(block, shown, measure);
  const groups = new Map<string, Histogram>();
  for (const [key, counts] of block.groups) {
    const under = shown.get(key);
    if (under === undefined) continue;
    const figure = isNear ? restKey : under;
    groups.set(figure, addHistograms(groups.get(figure) ?? emptyHistogram, counts));
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
