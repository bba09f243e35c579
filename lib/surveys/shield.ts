import { type Block, blocksOf, type GroupedDay, groupBlocksOf } from './blocks-of-days.ts';
import { type DatedCounts, type Measure, measuresOf } from './dated-counts.ts';
import type { DayRange } from './ports.ts';

/**
 * Counts of surveys whose answers nobody may trace to a person (confidential, anonymous). A window is answered by the
 * whole blocks that lie inside it, for each question by itself: no figure, and no difference of figures of whatever
 * windows and groups, is then made of one to four answers. `days` are all finished days of the survey, rising; today
 * is left out, because the difference of two moments of one day would be a single answer.
 */
export const shieldedTotals = (
  days: readonly GroupedDay[],
  { questionIds, window }: { readonly questionIds: readonly string[]; readonly window: DayRange },
): readonly DatedCounts[] =>
  measuresOf(questionIds).flatMap((measure) =>
    inside(blocksOf(days, measure), window).map((block) => dated(block, block.total, measure)),
  );

/**
 * The same by group. Every group that the survey has had is named, with no counts where none may be shown: a key that
 * came and went with the window would say that somebody is there.
 */
export const shieldedGroups = (
  days: readonly GroupedDay[],
  { questionIds, window }: { readonly questionIds: readonly string[]; readonly window: DayRange },
): ReadonlyMap<string, readonly DatedCounts[]> => {
  const shown = new Map<string, DatedCounts[]>();
  for (const { groups } of days) for (const key of groups.keys()) shown.set(key, []);
  for (const measure of measuresOf(questionIds)) {
    for (const block of inside(groupBlocksOf(days, measure), window)) {
      for (const [key, counts] of block.groups) {
        const known = shown.get(key) ?? [];
        shown.set(key, [...known, dated(block, counts, measure)]);
      }
    }
  }
  return shown;
};

const inside = (blocks: readonly Block[], { from, to }: DayRange): readonly Block[] =>
  blocks.filter((block) => block.from >= from && block.to <= to);

/** At the middle of the block: a mean of its days would tell how they were filled. */
const dated = (
  { from, to }: Block,
  counts: DatedCounts['histogram'],
  measure: Measure,
): DatedCounts => ({ day: (from + to) / 2, histogram: measure.only(counts) });
