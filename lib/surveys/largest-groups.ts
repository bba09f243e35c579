import type { GroupCounts } from './dated-counts.ts';
import { restKey } from './group-blocks.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';

/** Groups of a dimension that are told apart on a day; a free text may have as many values as answers. */
export const groupsADay = 500;

/** The groups with most responses; the others are added up under the key of the rest. */
export const largestGroups = (groups: GroupCounts, most: number = groupsADay): GroupCounts => {
  if (groups.size <= most) return groups;
  const falling = [...groups].sort(
    ([keyA, a], [keyB, b]) => b.responses - a.responses || (keyA < keyB ? -1 : 1),
  );
  const rest = falling
    .slice(most)
    .map(([, counts]) => counts)
    .reduce<Histogram>(addHistograms, groups.get(restKey) ?? emptyHistogram);
  return new Map([...falling.slice(0, most).filter(([key]) => key !== restKey), [restKey, rest]]);
};
