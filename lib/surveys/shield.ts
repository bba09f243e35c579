import { type Block, blocksOf, type ShieldedDay } from './blocks-of-days.ts';
import { type DatedCounts, type Measure, measuresOf, questionMeasure } from './dated-counts.ts';
import { besideBlocksOf, groupBlocksOf } from './group-blocks.ts';
import type { DayRange } from './ports.ts';

/**
 * Counts of surveys whose answers nobody may trace to a person (confidential, anonymous). A window is answered by the
 * whole blocks that lie inside it, for each question by itself: no figure, and no difference of figures of whatever
 * windows, groups and moments, is then made of one to four answers. `days` are all days of the survey with answers,
 * rising; of those that are not over only what was cut counts.
 */
export const shieldedTotals = (
  days: readonly ShieldedDay[],
  { questionIds, window }: { readonly questionIds: readonly string[]; readonly window: DayRange },
): readonly DatedCounts[] =>
  measuresOf(questionIds).flatMap((measure) =>
    inside(blocksOf(days, measure).blocks, window).map((block) =>
      dated(block, block.total, measure),
    ),
  );

/**
 * The same by group, of finished days. Every group that the survey has had is named, with no counts where none may be shown: a key that
 * came and went with the window would say that somebody is there.
 */
export const shieldedGroups = (
  days: readonly ShieldedDay[],
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

/** The same of what is counted beside the answers, under a group of its own. */
export const shieldedBeside = (
  days: readonly ShieldedDay[],
  {
    key,
    names,
    window,
  }: { readonly key: string; readonly names: readonly string[]; readonly window: DayRange },
): readonly DatedCounts[] =>
  names.flatMap((name) => {
    const measure = questionMeasure(name);
    return inside(besideBlocksOf(days, { key, measure }), window).map((block) =>
      dated(block, block.total, measure),
    );
  });

const inside = <B extends Block>(blocks: readonly B[], { from, to }: DayRange): readonly B[] =>
  blocks.filter((block) => block.from >= from && block.to <= to);

/** At the middle of the block: a mean of its days would tell how they were filled. */
const dated = (
  { from, to }: Block,
  counts: DatedCounts['histogram'],
  measure: Measure,
): DatedCounts => ({ day: (from + to) / 2, histogram: measure.only(counts) });
