import { type DetailFold, restCategory } from './statistics.ts';

/** Room for names in a model version. */
const categoriesMax = 200;

const byCount = ([a, n]: readonly [string, number], [b, m]: readonly [string, number]): number =>
  m - n || (a < b ? -1 : 1);

/** The categories that a sample of customers bought in: those with the most buyers, in order of their names. */
export const sampleCategories = (details: Iterable<Pick<DetailFold, 'categories'>>): string[] => {
  const buyers = new Map<string, number>();
  for (const { categories } of details) {
    for (const [name, { purchases }] of Object.entries(categories)) {
      if (purchases > 0 && name !== restCategory) buyers.set(name, (buyers.get(name) ?? 0) + 1);
    }
  }
  return [...buyers]
    .sort(byCount)
    .slice(0, categoriesMax)
    .map(([name]) => name)
    .sort();
};
